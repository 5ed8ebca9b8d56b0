package dev.gatewayhealth.proc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file of the proc file system, opened once, held, and read anew from its start each time; for use by one thread.
 *
 * <p>Because it is held, reading needs no descriptor, so it goes on working when the process has none left. Once warm it
 * allocates nothing. What cannot be read is said by {@link #problem}, never thrown.
 */
public final class ProcFile implements AutoCloseable {

    /** The most the JDK copies through its stack; a larger read is allocated and freed natively each time. */
    private static final int CHUNK = 8192;

    private final Path path;
    private @Nullable RandomAccessFile file;
    private @Nullable String problem;
    private byte[] bytes = new byte[0];
    private int length;

    /**
     * Opens it; {@link #problem} says if that failed, and reading tries again.
     *
     * @param path of the file
     */
    public ProcFile(Path path) {
        this.path = path;
        open();
    }

    /**
     * Reads the whole file.
     *
     * @return false if it cannot be read, and then {@link #problem} says why
     */
    public boolean read() {
        length = 0;
        if (!rewind()) {
            return false;
        }
        int count;
        do {
            if (bytes.length - length < CHUNK) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * CHUNK, 2 * bytes.length));
            }
            count = next(bytes, length, bytes.length - length);
            length += count;
        } while (count > 0);
        return problem == null;
    }

    /** {@return what the last {@link #read} found, valid up to {@link #length} and until the next one} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return how many of the bytes are the file's} */
    public int length() {
        return length;
    }

    /** {@return why the file could not be read the last time, or null if it could} */
    public @Nullable String problem() {
        return problem;
    }

    @Override
    public void close() {
        RandomAccessFile held = file;
        file = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                problem = reason(e);
            }
        }
    }

    boolean isOpen() {
        return file != null;
    }

    /** Goes back to the start for a reading in pieces; false if there is nothing to read. */
    boolean rewind() {
        problem = null;
        if (file == null) {
            open();
        }
        RandomAccessFile held = file;
        if (held == null) {
            return false;
        }
        try {
            held.seek(0);
            return true;
        } catch (IOException e) {
            fail(e);
            return false;
        }
    }

    /** Reads the next piece and says how long it is; 0 at the end or where {@link #problem} says otherwise. */
    int next(byte[] into, int from, int room) {
        RandomAccessFile held = file;
        if (held == null) {
            return 0;
        }
        try {
            return Math.max(0, held.read(into, from, Math.min(room, CHUNK)));
        } catch (IOException e) {
            fail(e);
            return 0;
        }
    }

    private void open() {
        try {
            file = new RandomAccessFile(path.toFile(), "r");
        } catch (IOException e) {
            problem = reason(e);
        }
    }

    private void fail(IOException e) {
        close();
        problem = reason(e);
    }

    private String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains(path.toString()) ? message : path + ": " + message;
    }
}
