package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower on real files, turned over as logrotate and people do it. */
class ErrorLogFollowerTest {

    private static final String HEAD = "2026/11/22 09:10:11 [error] 1#1: *1 ";

    @TempDir
    Path directory;

    private final List<String> read = new ArrayList<>();
    private Path log;
    private ErrorLogFollower follower;

    @BeforeEach
    void begin() throws IOException {
        log = directory.resolve("error.log");
        Files.writeString(log, HEAD + "old\n");
        follower = new ErrorLogFollower(log, line -> read.add(line.message()));
        follower.poll();
    }

    @AfterEach
    void end() {
        follower.close();
    }

    @Test
    void whatWasThereBeforeIsNotRead() throws IOException {
        assertThat(read).isEmpty();
        add("new");
        assertThat(polled()).containsExactly("new");
        assertThat(polled()).as("each line once").containsExactly("new");
    }

    @Test
    void aLineIsReadWhenItIsWhole() throws IOException {
        write(HEAD + "fir");
        assertThat(polled()).isEmpty();
        write("st\n" + HEAD + "second\n" + HEAD);
        assertThat(polled()).containsExactly("first", "second");
    }

    @Test
    void theRestOfALineBegunBeforeTheStartIsPassedOver() throws IOException {
        Path half = directory.resolve("half.log");
        Files.writeString(half, HEAD + "be");
        try (ErrorLogFollower other = new ErrorLogFollower(half, line -> read.add(line.message()))) {
            other.poll();
            Files.writeString(half, HEAD + "gun\n" + HEAD + "whole\n", StandardOpenOption.APPEND);
            other.poll();
        }
        assertThat(read).containsExactly("whole");
    }

    @Test
    void aRenamedLogIsReadUntilTheNewOneIsWrittenTo() throws IOException {
        Path old = directory.resolve("error.log.1");
        Files.move(log, old);
        Files.writeString(old, HEAD + "no new one yet\n", StandardOpenOption.APPEND);
        assertThat(polled()).containsExactly("no new one yet");
        Files.createFile(log);
        Files.writeString(old, HEAD + "not reopened yet\n", StandardOpenOption.APPEND);
        polled();
        Files.writeString(old, HEAD + "last of the old\n", StandardOpenOption.APPEND);
        add("first of the new");
        assertThat(polled())
                .containsExactly("no new one yet", "not reopened yet", "last of the old", "first of the new");
        assertThat(follower.problem()).isNull();
    }

    @Test
    void aLogThatIsCopiedAndTruncatedIsReadFromItsStart() throws IOException {
        add("a line that is longer than what comes after the file was cut");
        polled();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(0);
        }
        add("after");
        assertThat(polled()).endsWith("after").hasSize(2);
    }

    @Test
    void aLogThatIsDeletedAndMadeAnewIsReadFromItsStart() throws IOException {
        Files.delete(log);
        polled();
        Files.writeString(log, HEAD + "anew\n");
        assertThat(polled()).containsExactly("anew");
    }

    @Test
    void aMissingLogIsAProblemUntilItIsThereAndIsThenReadFromItsStart() throws IOException {
        Path late = directory.resolve("late.log");
        try (ErrorLogFollower other = new ErrorLogFollower(late, line -> read.add(line.message()))) {
            other.poll();
            assertThat(other.problem()).isEqualTo("it does not exist");
            Files.writeString(late, HEAD + "late\n");
            other.poll();
            assertThat(other.problem()).isNull();
        }
        assertThat(read).containsExactly("late");
    }

    @Test
    void whatIsNoFileIsAProblemAndIsNotOpened() {
        try (ErrorLogFollower other = new ErrorLogFollower(directory, line -> read.add(line.message()))) {
            other.poll();
            assertThat(other.problem()).isEqualTo("it is no regular file");
        }
    }

    @Test
    void aFloodIsReadAtItsEndAndTheRestIsCounted() throws IOException {
        String line = HEAD + "x".repeat(1_000) + "\n";
        long flood = 3_000;
        write(line.repeat((int) flood) + HEAD + "last\n");
        follower.poll();

        assertThat(read).endsWith("last").hasSizeLessThan(300);
        assertThat(follower.takeSkippedBytes())
                .isEqualTo(flood * line.length() + HEAD.length() + 5 - ErrorLogFollower.MOST_PER_POLL);
        assertThat(follower.takeSkippedBytes()).isZero();
        add("after");
        assertThat(polled()).endsWith("last", "after");
    }

    @Test
    void aLineWithoutEndTakesNoMoreThanItsBound() throws IOException {
        write(HEAD + "x".repeat(200_000));
        polled();
        write("\n" + HEAD + "next\n");
        assertThat(polled()).endsWith("next").hasSize(2);
        assertThat(read.get(0).length()).isLessThanOrEqualTo(ErrorLogLine.LONGEST);
    }

    @Test
    void randomBytesAreNoLines() throws IOException {
        Random random = new Random(7);
        int count = Math.min(Integer.getInteger("fuzz.count", 200), 20_000);
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);
            Files.write(log, bytes, StandardOpenOption.APPEND);
            follower.poll();
        }
        write("\n" + HEAD + "sound\n");
        assertThat(polled()).containsExactly("sound");
        assertThat(follower.problem()).isNull();
    }

    @Test
    void rotationHoldsNoMoreThanOneDescriptor() throws IOException {
        long held = descriptors();
        for (int i = 0; i < 5; i++) {
            Files.move(log, directory.resolve("error.log." + i));
            Files.writeString(log, HEAD + i + "\n");
            polled();
        }
        assertThat(read).containsExactly("0", "1", "2", "3", "4");
        assertThat(held).isEqualTo(1);
        assertThat(descriptors()).isEqualTo(1);
    }

    /** How many files of the test's own directory are open. */
    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(this::inDirectory).count();
        }
    }

    private boolean inDirectory(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(directory);
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> polled() {
        follower.poll();
        return read;
    }

    private void add(String message) throws IOException {
        write(HEAD + message + "\n");
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }
}
