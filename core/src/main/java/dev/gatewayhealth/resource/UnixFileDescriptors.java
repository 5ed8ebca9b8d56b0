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

    /** Whether counting ever worked; the watchdog's alone, as {@link #read} is. */
    private boolean counted;

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
        if (limit <= 0) {
            return new Absent("the limit of file descriptors is unknown");
        }
        try {
            double used = (double) system.getOpenFileDescriptorCount();
            counted = true;
            return Usage.of(Math.max(0, used), limit, "RLIMIT_NOFILE");
        } catch (InternalError e) {
            return uncounted(e, limit);
        }
    }

    /**
     * Counting opens a directory. Where that has worked before, there is no descriptor left to open it with; where it never did, as
     * on a Linux without its proc file system, nothing is known.
     */
    private Reading uncounted(InternalError e, double limit) {
        return counted
                ? Usage.of(limit, limit, "RLIMIT_NOFILE")
                : new Absent("file descriptors cannot be counted here: " + e.getMessage());
    }
}
