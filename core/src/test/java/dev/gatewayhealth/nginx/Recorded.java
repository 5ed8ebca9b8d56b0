package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.report.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request that a real nginx sent to the service.
 *
 * @param at where the level stands whose values were in force
 */
record Recorded(String folder, String version, String name, Received received, String at, long readTimeoutMillis) {

    /** Reads a line; null where it is none of a request that reached the service. */
    static @Nullable Recorded of(String line) {
        Map<String, Object> fact = Json.object(line.getBytes(StandardCharsets.UTF_8));
        if (!"request".equals(fact.get("kind"))) {
            return null;
        }
        Map<String, Object> expect = object(fact.get("expect"));
        if (expect.get("sent") == null || !Boolean.TRUE.equals(expect.get("is_app_upstream"))) {
            return null;
        }
        Map<String, Object> sent = object(expect.get("sent"));
        Map<String, Object> request = object(fact.get("request"));
        Object block = expect.get("active_block");
        Map<String, Object> at = object(block == null ? expect.get("location") : block);
        String version = text(fact.get("nginx"));
        return new Recorded(
                text(fact.get("case")),
                version,
                fact.get("case") + " " + version + " " + request.get("id"),
                InsideView.received(
                        (String) sent.get("host"),
                        ByteText.bytes(text(sent.get("uri"))),
                        text(sent.get("http")),
                        text(request.get("method"))),
                at.get("file") + ":" + at.get("line"),
                (Long) number(expect.get("proxy_read_timeout_ms")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static Object number(@Nullable Object value) {
        return value == null ? -1L : value;
    }

    /** The contracts of a folder's configurations, each read once for a version. */
    static final class Contracts {

        private final Path cases;
        private final Map<String, GatewayContract> read = new HashMap<>();

        Contracts(Path cases) {
            this.cases = cases;
        }

        GatewayContract of(Recorded recorded) {
            return read.computeIfAbsent(
                    recorded.folder() + recorded.version(), key -> read(recorded.folder(), recorded.version()));
        }

        @SuppressWarnings("unchecked")
        private GatewayContract read(String folder, String version) {
            Path directory = cases.resolve(folder);
            try {
                Map<String, Object> app = object(Json.object(Files.readAllBytes(directory.resolve("case.json")))
                        .get("app"));
                List<Listening> listening = ((List<Map<String, Object>>) app.get("listen"))
                        .stream()
                                .map(at -> at.get("port") instanceof Long port
                                        ? Listening.port(port.intValue())
                                        : Listening.unix(text(at.get("unix"))))
                                .toList();
                MapPrefix prefix = new MapPrefix("/etc/nginx", directory.toString());
                return Gateway.read(directory.resolve("nginx.conf"), prefix, version, listening, (List<String>)
                                app.get("hosts"))
                        .contract(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
