package dev.gatewayhealth.nginx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is added to an error log, from its end at the first poll on, through rotation, truncation and floods. Holds one descriptor
 * and a bounded number of bytes. Belongs to the thread that polls.
 *
 * <p>A log that was renamed is read until the one that took its name holds something: nginx writes to the old one until it is told to
 * reopen its files.
 */
public final class ErrorLogFollower implements AutoCloseable {

    /** The most that one poll reads; of a flood that is more, the end. */
    static final int MOST_PER_POLL = 256 * 1024;

    private final Path file;
    private final ErrorLogLines lines;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);

    private @Nullable FileChannel channel;
    private @Nullable Object key;
    private long position;
    private boolean fromTheStart;
    private boolean everOpened;
    private long skipped;
    private @Nullable String problem;

    /**
     * Opens nothing before the first poll.
     *
     * @param file the log
     * @param to gets every line that nginx wrote
     */
    public ErrorLogFollower(Path file, Consumer<ErrorLogLine> to) {
        this.file = file;
        this.lines = new ErrorLogLines(to);
    }

    /** Reads what has come since the last poll; whatever is wrong with the file is a {@link #problem} and no exception. */
    public void poll() {
        try {
            look();
        } catch (NoSuchFileException e) {
            lost("it does not exist");
            fromTheStart = true;
        } catch (IOException | SecurityException e) {
            lost(Objects.requireNonNullElse(e.getMessage(), "") + " ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** {@return why the file cannot be read at present, null if it can} */
    public @Nullable String problem() {
        return problem;
    }

    /** {@return whether there is no such file, and was none at any poll: nginx makes it when it starts} */
    public boolean awaited() {
        return fromTheStart && !everOpened;
    }

    /** {@return how many bytes were passed over since the last call, because more came than is read at a time} */
    public long takeSkippedBytes() {
        long bytes = skipped;
        skipped = 0;
        return bytes;
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // It was only read.
        }
    }

    private void look() throws IOException {
        if (channel != null) {
            read(channel);
            if (!replaced()) {
                return;
            }
            read(channel);
            close();
            fromTheStart = true;
        }
        open();
        if (channel != null) {
            read(channel);
        }
    }

    /** Whether another file has the name now and is written to; until then, this one may be. */
    private boolean replaced() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return !Objects.equals(now.fileKey(), key) && now.size() > 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void open() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        if (!now.isRegularFile()) {
            // Opening a pipe would wait for a writer.
            lost("it is no regular file");
            return;
        }
        FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
        channel = opened;
        key = now.fileKey();
        position = fromTheStart ? 0 : opened.size();
        fromTheStart = false;
        everOpened = true;
        problem = null;
        lines.startAnew(position > 0 && !endsLine(opened));
    }

    private boolean endsLine(FileChannel open) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return open.read(last, position - 1) == 1 && last.get(0) == '\n';
    }

    private void read(FileChannel open) throws IOException {
        long size = open.size();
        if (size < position) {
            // copytruncate: what is there now came after it.
            position = 0;
            lines.startAnew(false);
        }
        if (size - position > MOST_PER_POLL) {
            skipped += size - MOST_PER_POLL - position;
            position = size - MOST_PER_POLL;
            lines.startAnew(true);
        }
        while (position < size) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), size - position));
            int count = open.read(buffer, position);
            if (count <= 0) {
                return;
            }
            position += count;
            lines.take(buffer.flip());
        }
    }

    private void lost(String why) {
        close();
        problem = why;
    }
}
