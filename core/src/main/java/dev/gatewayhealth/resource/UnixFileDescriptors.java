package dev.gatewayhealth.resource;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The open file descriptors of this process where there is no proc file system, from the JDK's own bean.
 *
 * <p>The bean is asked directly: the platform MBean server stays untouched, and so does the log manager, both of which some
 * servers want to be the first to set up.
 */
final class UnixFileDescriptors implements Resource {

    @Override
    public String name() {
        return FileDescriptors.NAME;
    }

    @Override
    public Reading read() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return new Absent("this operating system does not count file descriptors");
        }
        double limit = (double) system.getMaxFileDescriptorCount();
        return limit > 0
                ? Usage.of(Math.max(0, used(system, limit)), limit, "RLIMIT_NOFILE")
                : new Absent("the limit of file descriptors is unknown");
    }

    /** Counting opens a directory; if that fails there is no descriptor left to open it with. */
    private static double used(UnixOperatingSystemMXBean system, double limit) {
        try {
            return (double) system.getOpenFileDescriptorCount();
        } catch (InternalError e) {
            return limit;
        }
    }
}
