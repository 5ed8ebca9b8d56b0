package dev.gatewayhealth.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file of the kernel's that is read again from its start each time, and stays open in between, as the descriptors may have run out. */
final class HeldFile implements AutoCloseable {

    private final Path path;
    private final @Nullable FileChannel channel;

    HeldFile(Path path) {
        this.path = path;
        this.channel = open(path);
    }

    private static @Nullable FileChannel open(Path path) {
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            return null;
        }
    }

    /** Its text, at most so many bytes of it; or why there is none. */
    String text(int most) {
        FileChannel its = channel;
        if (its == null) {
            return path + " cannot be read here\n";
        }
        ByteBuffer bytes = ByteBuffer.allocate(most);
        try {
            its.position(0);
            while (bytes.hasRemaining() && its.read(bytes) > 0) {
                // Until the end, or there is no more room.
            }
        } catch (IOException e) {
            return path + ": " + e.getMessage() + "\n";
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return bytes.hasRemaining() ? text : text + "\n(and more)\n";
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
