package dev.gatewayhealth.e2e.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Opens {@code files} files and forgets them. */
final class Leak implements Endpoint {

    private static final Path ANY = Path.of("/proc/self/stat");

    private final Queue<InputStream> forgotten = new ConcurrentLinkedQueue<>();

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        for (long i = Endpoint.number(request, "files", 10); i > 0; i--) {
            forgotten.add(Files.newInputStream(ANY));
        }
        response.getWriter().print(forgotten.size());
    }

    Endpoint closing() {
        return (request, response) -> {
            for (InputStream file = forgotten.poll(); file != null; file = forgotten.poll()) {
                file.close();
            }
            response.getWriter().print("closed");
        };
    }
}
