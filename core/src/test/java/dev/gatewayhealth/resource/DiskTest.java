package dev.gatewayhealth.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.nginx.ContractReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskTest {

    private static final double GIB = 1L << 30;

    @TempDir
    Path directory;

    @Test
    void aFileSystemIsReadByAThreadOfItsOwn() throws Exception {
        Disk disk = new Disk(() -> List.of(DiskPlace.own(directory)));
        disk.read();
        Reading reading = Awaitility.await("a reading").until(disk::read, Usage.class::isInstance);

        assertThat(((Usage) reading).limit())
                .isEqualTo((double) Files.getFileStore(directory).getTotalSpace());
        assertThat(((Usage) reading).evidence()).containsEntry("path", directory.toString());
    }

    @Test
    void aFileSystemThatHangsHoldsUpNobody() {
        CountDownLatch never = new CountDownLatch(1);
        Disk disk = new Disk(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        });
        for (int i = 0; i < 15; i++) {
            disk.read();
        }

        assertThat(disk.read()).isEqualTo(new Absent("a file system has not answered for 30 s"));
        never.countDown();
    }

    @Test
    void whatCannotBeWrittenToDoesNotCount() {
        Disk disk =
                new Disk(() -> List.of(DiskPlace.own(Path.of("/proc")), DiskPlace.own(directory.resolve("missing"))));
        disk.measure();

        assertThat(disk.read()).isInstanceOf(Absent.class);
    }

    @Test
    void theServicesOwnPlacesAreAmongThoseWatched() {
        assertThat(DiskPlaces.all())
                .extracting(DiskPlace::path)
                .contains(Path.of(System.getProperty("java.io.tmpdir")), Path.of(System.getProperty("user.dir")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "client_body_temp_path tmp-body; proxy_temp_path tmp-proxy;, 'client_body_temp_path, proxy_temp_path'",
        "client_body_temp_path tmp-body; proxy_temp_path tmp-proxy; proxy_request_buffering off;, proxy_temp_path",
        "client_body_temp_path tmp-body; proxy_temp_path tmp-proxy; proxy_max_temp_file_size 0;, client_body_temp_path",
        "client_body_temp_path tmp-body; proxy_temp_path tmp-proxy; proxy_buffering off;, client_body_temp_path",
        "client_body_temp_path /not/here; proxy_temp_path tmp-proxy;, proxy_temp_path",
    })
    void whereNginxSpillsIsWatchedWithItsDirective(String directives, String expected) throws Exception {
        Files.createDirectories(directory.resolve("tmp-body"));
        Files.createDirectories(directory.resolve("tmp-proxy"));
        Path conf = Files.writeString(
                directory.resolve("nginx.conf"),
                "events { }\nhttp {\n" + directives
                        + "\nserver { location / { proxy_pass http://127.0.0.1:8080; } }\n}\n");

        List<DiskPlace> places = GatewayPlaces.of(
                ContractReader.read(conf, null, "1.22.1", List.of(Listening.port(8080)), Overrides.none()));

        assertThat(places.stream().map(place -> place.directive().split(",")[0]))
                .containsExactly(expected.split(", "));
        assertThat(places).allSatisfy(place -> {
            assertThat(place.directive()).contains("nginx.conf:3");
            assertThat(place.path()).isDirectory().hasParent(directory);
        });
    }

    @Test
    void whatNginxKeepsOnTheSameFileSystemIsSaidWithIt() {
        Disk disk = new Disk(
                () -> List.of(DiskPlace.own(directory), new DiskPlace(directory, "proxy_temp_path, nginx.conf:3")));
        disk.measure();

        Usage usage = (Usage) disk.read();
        Noticed noticed = new DiskDiagnosis(0.8).notice(Pressure.NEAR, usage, Forecast.NONE);
        assertThat(noticed.message()).contains(directory + " (proxy_temp_path, nginx.conf:3)");
        assertThat(noticed.gateway().status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} of {1} GiB used: {2}")
    @CsvSource({"950, 1000, CALM", "9.5, 10, NEAR", "3.3, 4, NEAR", "3, 4, CALM", "999.9999, 1000, EXHAUSTED"})
    void aShareIsLowOnlyWhereLittleIsLeft(double used, double total, String expected) {
        ResourceWatch watch = watch(used * GIB, total * GIB);

        assertThat(
                        watch.noticed() == null
                                ? "CALM"
                                : watch.noticed().severity() == Severity.CRITICAL ? "EXHAUSTED" : "NEAR")
                .isEqualTo(expected);
    }

    private static ResourceWatch watch(double used, double total) {
        Resource fixed = new Resource() {
            @Override
            public String name() {
                return Disk.NAME;
            }

            @Override
            public Reading read() {
                return new Usage(used, total, "/data (/dev/sdb)", 0, Map.of("path", "/data/log"));
            }
        };
        ResourceWatch watch =
                new ResourceWatch(fixed, new Disk(List::of).every(), Thresholds.DEFAULT, new DiskDiagnosis(0.8));
        watch.read(0);
        return watch;
    }
}
