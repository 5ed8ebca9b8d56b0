package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged logs: whatever stands in them, the lines that can be read are read, soon, and nothing is thrown. {@code -Dfuzz.count} says how many. */
class ErrorLogFuzzTest {

    private static final String HEAD = "2026/11/22 09:10:11 [error] 12#12: *34 ";
    private static final String TAIL = ", client: 127.0.0.1, server: a.example, request: \"POST /a?b=c HTTP/1.1\","
            + " upstream: \"http://127.0.0.1:8080/a?b=c\", host: \"a.example\", referrer: \"https://b.example/\"\n";
    private static final String SOUND = HEAD
            + "upstream timed out (110: Connection timed out) while reading response header from upstream" + TAIL
            + HEAD + "upstream prematurely closed connection while reading upstream, subrequest: \"/s\"" + TAIL
            + HEAD + "no live upstreams while connecting to upstream" + TAIL
            + HEAD
            + "connect() to unix:/run/app.sock failed (13: Permission denied) while connecting to upstream, client: unix:,"
            + " server: , request: \"GET /\", upstream: \"http://unix:/run/app.sock:/\"\n"
            + "2026/11/22 09:10:11 [alert] 12#12: 512 worker_connections are not enough\n";
    private static final String[] PIECES = {
        "\n",
        "\"",
        ", ",
        ", client: ",
        ", request: \"",
        ", upstream: \"",
        "\", ",
        " HTTP/1.1\"",
        "://",
        "*",
        "#",
        "[",
        "]: ",
        "\0",
        HEAD
    };

    @TempDir
    Path directory;

    @Test
    void everyDamagedLogIsReadInAnyPieces() {
        int count = Integer.getInteger("fuzz.count", 2_000);
        AtomicLong read = new AtomicLong();
        ErrorLogLines lines = new ErrorLogLines(line -> {
            use(line);
            read.incrementAndGet();
        });
        long slowest = 0;
        for (int seed = 0; seed < count; seed++) {
            Random random = new Random(seed);
            byte[] bytes = damaged(random).getBytes(StandardCharsets.ISO_8859_1);
            long began = System.nanoTime();
            assertThatCode(() -> inPieces(lines, bytes, random))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
            slowest = Math.max(slowest, System.nanoTime() - began);
        }
        assertThat(read.get()).as("lines read").isGreaterThan(2L * count);
        assertThat(slowest / 1_000_000).as("slowest, ms").isLessThan(2_000);
    }

    @Test
    void randomBytesAreNoLinesAndAFloodOfThemIsReadByItsEnd() throws IOException {
        Path log = Files.createFile(directory.resolve("error.log"));
        Random random = new Random(1);
        byte[] bytes = new byte[ErrorLogFollower.MOST_PER_POLL * 3 / 2];
        AtomicLong read = new AtomicLong();
        try (ErrorLogFollower follower = new ErrorLogFollower(log, line -> read.incrementAndGet())) {
            follower.poll();
            for (int i = 0; i < Math.max(10, Integer.getInteger("fuzz.count", 2_000) / 500); i++) {
                random.nextBytes(bytes);
                Files.write(log, bytes, StandardOpenOption.TRUNCATE_EXISTING);
                follower.poll();
                Files.write(log, bytes, StandardOpenOption.APPEND);
                follower.poll();
                assertThat(follower.problem()).isNull();
                assertThat(follower.takeSkippedBytes()).isPositive();
            }
            assertThat(read.get()).isZero();
            Files.writeString(log, "\n" + HEAD + "after all" + TAIL, StandardOpenOption.APPEND);
            follower.poll();
            assertThat(read.get()).isEqualTo(1);
        }
    }

    private static void use(ErrorLogLine line) {
        assertThat(line.cause()).isNotNull();
        line.failure();
        line.asked();
        line.path();
        assertThat(line.method().length()).isLessThanOrEqualTo(ErrorLogLine.LONGEST);
        Stream.of(line.message(), line.request(), line.upstream(), line.host(), line.referrer(), line.client())
                .filter(text -> text != null)
                .forEach(text -> assertThat(text.length()).isLessThanOrEqualTo(ErrorLogLine.LONGEST));
    }

    private static void inPieces(ErrorLogLines lines, byte[] bytes, Random random) {
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(400));
            lines.take(ByteBuffer.wrap(bytes, at, length));
            at += length;
        }
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(SOUND);
        int damages = 1 + random.nextInt(6);
        for (int i = 0; i < damages; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(60));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                case 3 -> text.setCharAt(at, (char) random.nextInt(256));
                case 4 -> text.insert(at, "x\"".repeat(random.nextInt(5_000)));
                default -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.append('\n').toString();
    }
}
