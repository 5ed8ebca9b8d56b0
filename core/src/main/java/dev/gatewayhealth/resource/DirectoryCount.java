package dev.gatewayhealth.resource;

import dev.gatewayhealth.exchange.Ticker;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Counts by listing {@code /proc/self/fd}, which costs time for every descriptor and itself needs one.
 *
 * <p>So it lists no more often than keeps it at two thousandths of a core. A directory that can no longer be opened is the
 * alarm: the listing shows a little less than the kernel has given out, because a thread blocked in {@code accept()} already
 * holds the number it will return.
 */
final class DirectoryCount implements DescriptorCount {

    private static final long SHARE_OF_A_CORE = 500;

    private final Path directory;
    private final Ticker ticker;
    private boolean counted;
    private double count;
    private long nextNanos;

    DirectoryCount(Path directory, Ticker ticker) {
        this.directory = directory;
        this.ticker = ticker;
    }

    @Override
    public double count(double limit) throws IOException {
        long start = ticker.nanos();
        if (counted && start - nextNanos < 0) {
            return count;
        }
        count = list(limit);
        counted = true;
        long end = ticker.nanos();
        nextNanos = end + (end - start) * SHARE_OF_A_CORE;
        return count;
    }

    private double list(double limit) throws IOException {
        // Open as long as we list, and not the service's.
        int own = 1;
        int entries = 0;
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
            for (Path entry : listing) {
                entries += entry.getNameCount() > 0 ? 1 : 0;
            }
        } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException e) {
            throw e;
        } catch (IOException e) {
            return limit;
        }
        return Math.max(0, entries - own);
    }
}
