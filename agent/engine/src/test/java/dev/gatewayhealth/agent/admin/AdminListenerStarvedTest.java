package dev.gatewayhealth.agent.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The listener in a process that has no descriptor left; its own process, because this one needs some. */
@Timeout(60)
class AdminListenerStarvedTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Process process;
    private BufferedReader out;
    private OutputStream in;
    private int port;

    @BeforeEach
    void starve() throws IOException {
        process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 100 && exec \"$0\" \"$@\"",
                        JAVA,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starving.class.getName())
                .redirectErrorStream(true)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.getOutputStream();
        port = Integer.parseInt(out.readLine());
        // Whatever classes one poll needs are opened and read before the descriptors are gone.
        Raw.exchange(port, "GET /gateway-health HTTP/1.0\r\n\r\n");
        leak();
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        in.close();
        assertThat(process.waitFor()).isZero();
        assertThat(out.readLine()).as("nothing was logged").isNull();
    }

    @Test
    void everyPollOnANewConnectionIsAnswered() throws IOException {
        for (int i = 0; i < 200; i++) {
            assertThat(Raw.exchange(port, "OPTIONS /gateway-health HTTP/1.0\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void connectionsThatAreKeptGiveWayToNewPolls() throws IOException {
        List<Raw> kept = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Raw raw = new Raw(port);
            kept.add(raw);
            assertThat(raw.send("GET /gateway-health HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 503 ");
        }
        for (Raw raw : kept) {
            raw.close();
        }
    }

    @Test
    void aClientThatSendsNothingGivesWayToo() throws IOException {
        try (Raw silent = new Raw(port)) {
            silent.send("GET");
            assertThat(Raw.exchange(port, "GET /gateway-health HTTP/1.0\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ");
        }
    }

    private void leak() throws IOException {
        in.write('\n');
        in.flush();
        assertThat(out.readLine()).isEqualTo("starved");
    }
}
