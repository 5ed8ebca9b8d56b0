package dev.gatewayhealth.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is open before it is needed: an instance that goes down for want of descriptors could not open one. It gets its name when
 * it has its content. Only the user the service runs as may read it, from the first byte on.
 */
final class ReservedFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private ReservedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static ReservedFile in(Path directory) throws IOException {
        Path path =
                directory.resolve(".gateway-health-" + ProcessHandle.current().pid() + ".reserved");
        Files.deleteIfExists(path);
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new ReservedFile(path, channel);
    }

    /** Writes it and gives it its name; it is of no use afterwards. */
    void become(Path target, byte[] content) throws IOException {
        try (channel) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // An empty file that stays behind harms nobody.
        }
    }
}
