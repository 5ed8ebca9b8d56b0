package dev.gatewayhealth.samples.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Opens files and forgets to close them. */
@RestController
class Leak {

    private final Queue<InputStream> forgotten = new ConcurrentLinkedQueue<>();

    @GetMapping("/leak")
    String leak(@RequestParam(defaultValue = "10") int files) throws IOException {
        Path any = Path.of("/proc/self/stat");
        for (int i = 0; i < files; i++) {
            forgotten.add(Files.newInputStream(any));
        }
        return forgotten.size() + " files open\n";
    }

    /** What a restart would do. */
    @GetMapping("/leak/close")
    String close() throws IOException {
        int closed = 0;
        for (InputStream file = forgotten.poll(); file != null; file = forgotten.poll()) {
            file.close();
            closed++;
        }
        return closed + " files closed\n";
    }
}
