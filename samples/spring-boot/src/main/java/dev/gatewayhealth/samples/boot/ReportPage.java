package dev.gatewayhealth.samples.boot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A report that is streamed line by line; between two lines it may be silent for too long. */
@RestController
class ReportPage {

    @GetMapping("/report")
    StreamingResponseBody report(
            @RequestParam(defaultValue = "10") int lines, @RequestParam(defaultValue = "1") long every) {
        return out -> {
            for (int line = 1; line <= lines; line++) {
                write(out, line);
                pause(every);
            }
        };
    }

    private static void write(OutputStream out, int line) throws IOException {
        out.write(("line " + line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void pause(long seconds) throws IOException {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The report was interrupted.", e);
        }
    }
}
