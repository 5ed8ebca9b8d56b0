package dev.gatewayhealth.resource;

import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.proc.ProcFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The open file descriptors of this process as Linux tells them; reading goes on when none is left. */
final class LinuxFileDescriptors implements Resource {

    private final DescriptorLimit limit;
    private final DescriptorCount count;

    LinuxFileDescriptors(DescriptorLimit limit, DescriptorCount count) {
        this.limit = limit;
        this.count = count;
    }

    static LinuxFileDescriptors under(Path proc, Ticker ticker) {
        Path self = proc.resolve("self");
        return new LinuxFileDescriptors(
                new DescriptorLimit(new ProcFile(self.resolve("limits"))), count(self.resolve("fd"), ticker));
    }

    @Override
    public String name() {
        return FileDescriptors.NAME;
    }

    @Override
    public Reading read() {
        try {
            double most = limit.read();
            return Usage.of(count.count(most), most, "RLIMIT_NOFILE");
        } catch (IOException e) {
            return new Absent(String.valueOf(e.getMessage()));
        }
    }

    /** Since Linux 6.2 the directory's size is the number of descriptors; before, it is 0. */
    private static DescriptorCount count(Path directory, Ticker ticker) {
        try {
            if (Files.size(directory) > 0) {
                return new SizeCount(directory);
            }
        } catch (IOException e) {
            // The listing will say why.
        }
        return new DirectoryCount(directory, ticker);
    }
}
