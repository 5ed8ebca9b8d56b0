package dev.gatewayhealth.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Prometheus on loopback, which scrapes one target every second. */
public final class Prometheus implements AutoCloseable {

    private static final Path BINARY = Path.of("/usr/bin/prometheus");

    private final Child child;
    private final int port;

    private Prometheus(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts it with the configuration of the samples, in which only addresses and times are others. */
    public static Prometheus start(Path work, int target) throws IOException {
        if (!Files.isExecutable(BINARY)) {
            throw new AssertionError("This test needs a real Prometheus: apt-get install prometheus");
        }
        String sample = Files.readString(Places.repository("samples/prometheus/prometheus.yml"));
        Files.writeString(
                work.resolve("prometheus.yml"),
                sample.replace("127.0.0.1:9090", "127.0.0.1:" + target).replace("15s", "1s"));
        Files.copy(
                Places.repository("samples/prometheus/gateway-health-rules.yml"),
                work.resolve("gateway-health-rules.yml"));
        int port = Places.freePort();
        Child child = Child.start(
                work,
                "prometheus",
                List.of(
                        BINARY.toString(),
                        "--config.file=" + work.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + work.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of());
        child.awaitPort(port);
        return new Prometheus(child, port);
    }

    /** What a query yields now. */
    public JsonNode query(String query) {
        URI uri = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try (InputStream answer = uri.toURL().openStream()) {
            return new ObjectMapper().readTree(answer).path("data").path("result");
        } catch (IOException e) {
            throw new AssertionError(query, e);
        }
    }

    /** Runs its tool over a file of the repository; what it says, if it was content. */
    public static String tool(String verb, String what, String file) {
        List<String> command = new ArrayList<>(List.of(tool(), verb, what));
        command.add(Places.repository(file).toString());
        return content(Program.run(command, Map.of()));
    }

    /** What it says of a page of meters; nothing if it has nothing against it. */
    public static String lint(Path page) {
        return content(Program.run(List.of("/bin/sh", "-c", tool() + " check metrics < " + page), Map.of()));
    }

    private static String tool() {
        Path tool = Path.of("/usr/bin/promtool");
        if (!Files.isExecutable(tool)) {
            throw new AssertionError("This test needs promtool: apt-get install prometheus");
        }
        return tool.toString();
    }

    private static String content(Program.Result result) {
        if (result.exitCode() != 0) {
            throw new AssertionError(result.output());
        }
        return result.output();
    }

    @Override
    public void close() {
        child.close();
    }
}
