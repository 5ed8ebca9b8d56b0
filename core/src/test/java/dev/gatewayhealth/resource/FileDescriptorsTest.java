package dev.gatewayhealth.resource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.proc.OtherEnds;
import dev.gatewayhealth.proc.SocketTable;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDescriptorsTest {

    private static final Path FD = Path.of("/proc/self/fd");

    @TempDir
    Path proc;

    @Test
    void everyWayOfCountingSeesWhatIsOpened() throws IOException {
        List<Resource> ways = List.of(
                new FileDescriptors(),
                LinuxFileDescriptors.under(Path.of("/proc"), System::nanoTime),
                new UnixFileDescriptors());
        for (Resource way : ways) {
            double before = usage(way).used();
            List<Closeable> open = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                open.add(new FileInputStream("/dev/null"));
            }
            double after = usage(way).used();
            for (Closeable each : open) {
                each.close();
            }
            assertThat(after - before).as(way.getClass().getSimpleName()).isCloseTo(100, within(20.0));
        }
    }

    @Test
    void listingAgreesWithTheKernelsOwnCount() throws IOException {
        double listed = new DirectoryCount(FD, System::nanoTime).count(1_000);
        double told = usage(new FileDescriptors()).used();

        assertThat(listed).isCloseTo(told, within(10.0));
    }

    @Test
    void theLimitIsTheKernelsSoftLimit() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(each -> each.startsWith("Max open files"))
                .findAny()
                .orElseThrow();

        Usage usage = usage(new FileDescriptors());

        assertThat(usage.limit()).isEqualTo(Double.parseDouble(line.split("\\s+")[3]));
        assertThat(usage.source()).isEqualTo("RLIMIT_NOFILE");
        assertThat(usage(new UnixFileDescriptors()).limit()).isEqualTo(usage.limit());
    }

    @Test
    void aLimitThatChangesIsSeen() throws IOException {
        limits("Max open files            1024                 4096                 files");
        Resource descriptors = new FileDescriptors(proc, null);
        assertThat(usage(descriptors).limit()).isEqualTo(1_024);
        limits("Max open files            unlimited            unlimited            files");
        assertThat(usage(descriptors).limit()).isInfinite();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max processes 5 5", "Max open files x y", "Max open files "})
    void aLimitThatCannotBeReadMakesTheResourceAbsent(String line) throws IOException {
        limits(line);

        assertThat(new FileDescriptors(proc, null).read())
                .isInstanceOfSatisfying(
                        Absent.class, absent -> assertThat(absent.reason()).isNotEmpty());
    }

    @Test
    void aHiddenFileMakesTheResourceAbsentWithItsName() throws IOException {
        Files.createDirectories(proc.resolve("self"));

        assertThat(new FileDescriptors(proc, null).read())
                .isInstanceOfSatisfying(
                        Absent.class,
                        absent -> assertThat(absent.reason())
                                .contains(proc.resolve("self/limits").toString()));
    }

    @Test
    void listingIsPacedByWhatItCosts() throws IOException {
        Path directory = Files.createDirectory(proc.resolve("fd"));
        long[] now = {0};
        DirectoryCount count = new DirectoryCount(directory, () -> now[0] += 1_000_000);
        assertThat(count.count(100)).isZero();
        Files.createFile(directory.resolve("0"));
        Files.createFile(directory.resolve("1"));
        assertThat(count.count(100)).as("not listed again yet").isZero();
        now[0] += 500_000_000;
        assertThat(count.count(100)).as("without the descriptor that lists").isEqualTo(1);
    }

    /** The kernel refuses to open anything: the one state all of this is for, so in a process of its own. */
    @Test
    void atTheLimitReadingGoesOnAndSaysSo() throws Exception {
        List<String> said = atTheLimit();

        assertThat(said).hasSize(3).allSatisfy(line -> {
            String[] words = line.split(" ");
            assertThat(Double.parseDouble(words[1])).as(line).isEqualTo(Double.parseDouble(words[2]));
        });
    }

    @Test
    void aLeakIsForeseenAndTheEndIsCritical() {
        double[] used = {100};
        Resource leaking = new Resource() {
            @Override
            public String name() {
                return FileDescriptors.NAME;
            }

            @Override
            public Reading read() {
                return Usage.of(used[0], 1_000, "RLIMIT_NOFILE");
            }
        };
        ResourceWatch watch = new ResourceWatch(
                leaking,
                Duration.ofSeconds(1),
                Thresholds.DEFAULT,
                new DescriptorsDiagnosis(0.8, new FileDescriptors()));
        List<String> said = new ArrayList<>();
        for (long second = 0; used[0] <= 1_000; second++) {
            watch.look(TimeUnit.SECONDS.toNanos(second));
            Noticed noticed = watch.noticed();
            if (noticed != null) {
                said.add(noticed.severity() + " " + noticed.message());
            }
            used[0] += 10;
        }

        assertThat(said.get(0))
                .startsWith("WARNING ")
                .contains(
                        "of 1000 file descriptors (RLIMIT_NOFILE) are open and the last will be",
                        "at 10 more a second");
        assertThat(said).anySatisfy(line -> assertThat(line).contains("800 of 1000", "80%, warned from 80%"));
        assertThat(said.get(said.size() - 1))
                .startsWith(
                        Severity.CRITICAL + " 1000 of 1000 file descriptors (RLIMIT_NOFILE) are open, none is left");
    }

    @Test
    @SuppressWarnings("try") // they are only held
    void whatTheyAreIsTold() throws IOException {
        List<Closeable> open = new ArrayList<>();
        Path file = Files.createFile(proc.resolve("left-open"));
        try (ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                SocketTable table = SocketTable.ofThisProcess()) {
            for (int i = 0; i < 40; i++) {
                open.add(new Socket(server.getInetAddress(), server.getLocalPort()));
                server.accept().close();
                open.add(new FileInputStream(file.toFile()));
            }

            OpenDescriptors told =
                    new FileDescriptors(table).open(usage(new FileDescriptors()).used());

            assertThat(told.kinds().get("sockets")).isGreaterThanOrEqualTo(40);
            assertThat(told.kinds().get("files")).isGreaterThanOrEqualTo(40);
            assertThat(told.directories()).containsEntry(proc.toString(), 40);
            assertThat(told.peers()).contains(new OtherEnds.Peer("127.0.0.1:" + server.getLocalPort(), 40, 40));
        } finally {
            for (Closeable each : open) {
                each.close();
            }
        }
    }

    @Test
    void whoeverLeftIsNamedInTheRemedy() {
        OpenDescriptors open = new OpenDescriptors(
                Map.of("sockets", 310, "files", 40), List.of(new OtherEnds.Peer("10.0.0.5:443", 300, 280)), Map.of());

        assertThat(open.most())
                .isEqualTo(", about 310 of them sockets (300 with 10.0.0.5:443, 280 of those in CLOSE_WAIT)");
        assertThat(open.remedy()).contains("10.0.0.5:443", "CLOSE_WAIT");
    }

    @Test
    void aLongListIsSampled() throws IOException {
        Path fd = Files.createDirectories(proc.resolve("self/fd"));
        for (int i = 0; i < 6_000; i++) {
            Files.createSymbolicLink(
                    fd.resolve(Integer.toString(i)), Path.of(i % 2 == 0 ? "/tmp/x/y" : "socket:[" + i + "]"));
        }

        OpenDescriptors open = new FileDescriptors(proc, null).open(6_000);

        assertThat(open.kinds().get("sockets")).isCloseTo(3_000, withinPercentage(15));
        assertThat(open.kinds().get("files")).isCloseTo(3_000, withinPercentage(15));
        assertThat(open.directories().get("/tmp/x")).isCloseTo(3_000, withinPercentage(15));
    }

    @Test
    void whereNobodyTellsWhatTheyAreNothingIsSaid() {
        OpenDescriptors open = new FileDescriptors(proc, null).open(100);

        assertThat(open.evidence()).isEmpty();
        assertThat(open.most()).isEmpty();
    }

    private void limits(String line) throws IOException {
        Files.createDirectories(proc.resolve("self/fd"));
        Files.writeString(
                proc.resolve("self/limits"),
                "Limit                     Soft Limit           Hard Limit           Units\n" + line + "     \n");
    }

    private static Usage usage(Resource resource) {
        assertThat(resource.read()).isInstanceOf(Usage.class);
        return (Usage) resource.read();
    }

    private static List<String> atTheLimit() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 64 && exec \"$0\" -cp \"$1\" " + NoDescriptorLeft.class.getName(),
                        java,
                        System.getProperty("java.class.path"))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
