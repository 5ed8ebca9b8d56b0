package dev.gatewayhealth.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.HeadFlaw;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.PlainRequest;
import dev.gatewayhealth.exchange.ResponseHeads;
import dev.gatewayhealth.exchange.SentHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Response headers, byte by byte, read here and by the machine's own nginx: what one objects to, the other does. */
class ResponseHeadersAgainstNginxTest {

    private static final int HARD = HeadFlaw.STATUS_LINE | HeadFlaw.NAME | HeadFlaw.VALUE;
    private static final int BUFFER = 4096;

    private static Raw service;
    private static RealNginx nginx;
    private static int port;

    private final ResponseHeads heads = new Exchanges(new ManualTicker()).heads();

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        service = new Raw();
        port = RealNginx.freePort();
        Files.writeString(directory.resolve("nginx.conf"), """
                %spid nginx.pid; error_log error.log info; events { }
                http { access_log off;
                  client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
                  server { listen 127.0.0.1:%d; location / { proxy_pass http://127.0.0.1:%d; proxy_buffer_size %d; } } }
                """.formatted(root(), port, service.port(), BUFFER));
        nginx = RealNginx.start(directory, port);
    }

    @AfterAll
    static void stop() {
        nginx.close();
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|X-Plain: a|",
                "HTTP/1.1 200 OK|X-Empty:|",
                "HTTP/1.1 200 OK|X-No-Colon|",
                "HTTP/1.1 200|X-No-Reason: a|",
                "HTTP/1.1 200 |X: a|",
                "HTTP/1.1 999 Odd|X: a|",
                "HTTP/1.1 200 OK|X_Under: a|",
                "HTTP/1.1 200 OK|X(Odd)/Name: a|",
                "HTTP/1.1 200 OK|X-\u00e4: a|",
                "HTTP/1.1 200 OK|X-Value: a\u00e4\u0001\u0007\tb|",
                "HTTP/1.1 200 OK|HTTP/1.1 200 OK|X: a|",
                "HTTP/1.1 200 OK|X-Many: a\r|",
                "HTTP/1.1 99 Low|X: a|",
                "HTTP/1.1 42|X: a|",
                "HTTP/1.1 1000 High|X: a|",
                "HTTP/1.1 abc|X: a|",
                "HTTP/1.1 200 O\rK|X: a|",
                "HTTP/1.1 200 OK|X Bad: a|",
                "HTTP/1.1 200 OK|X-Bad : a|",
                "HTTP/1.1 200 OK|X\tBad: a|",
                "HTTP/1.1 200 OK|X\u0001Bad: a|",
                "HTTP/1.1 200 OK|X\u007fBad: a|",
                "HTTP/1.1 200 OK|: a|",
                "HTTP/1.1 200 OK|No Colon|",
                "HTTP/1.1 200 OK|X-Folded: a| b|",
                "HTTP/1.1 200 OK|X-Nul: a\u0000b|",
                "HTTP/1.1 200 OK|X-Nul: \u0000|",
                "HTTP/1.1 200 OK|X-Return: a\rb|",
                "HTTP/1.1 200 OK|\rX: a|",
            })
    void whatIsObjectedToHereNginxRefuses(String lines) {
        String head = lines.replace("|", "\r\n") + "\r\n";

        int flaws = flaws(head);
        String answer = answer(head + "ok");
        // What nginx cannot read at all it passes on as it came, without its own name in it.
        boolean passed = answer.contains("Server: nginx") && !answer.startsWith("HTTP/1.1 502");

        assertThat((flaws & HARD) == 0).as("passed by us, with %d", flaws).isEqualTo(passed);
        assertThat(flaws & ~HARD).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2|Content-Length: 2|=8",
                "Content-Length: 2|content-length:  3 |=16",
                "Content-Length: 2|Transfer-Encoding: chunked|=32",
                "Transfer-Encoding: chunked|Content-Length: 2|=32",
                "Content-Length: two|=64",
                "Content-Length: -2|=64",
                "Content-Length:|=64",
                "Transfer-Encoding: Chunked|transfer-encoding: chunked|=128",
                "Transfer-Encoding: gzip, chunked|=256",
                "Content-Length: 2|=0",
                "Transfer-Encoding: chunked |=0",
                "X-Content-Length: 1|Content-Length: 2|=0",
            })
    void lengthsThatContradictEachOtherAreTheOnlyOtherObjection(String lines) {
        String[] expected = lines.split("=", -1);

        assertThat(flaws("HTTP/1.1 200 OK\r\n" + expected[0].replace("|", "\r\n") + "\r\n"))
                .isEqualTo(Integer.parseInt(expected[1]));
    }

    @Test
    void ofTwoLengthsThisNginxTakesTheLast() {
        assertThat(answer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 2\r\n\r\nokay"))
                .endsWith("ok");
        assertThat(answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok"))
                .doesNotEndWith("ok");
    }

    @Test
    void aHeaderMayFillTheBufferAndNotAByteMore() {
        assertThat(answer(sized(BUFFER) + "ok")).startsWith("HTTP/1.1 200");
        assertThat(answer(sized(BUFFER + 1) + "ok")).startsWith("HTTP/1.1 502");
    }

    @Test
    void theNameOfTheLargestFieldIsNotedAndNoValue() {
        heads.largeFrom(100);
        String head = "HTTP/1.1 200 OK\r\nShort: a\r\nX-Long: " + "s".repeat(200) + "\r\nAlso: b\r\n\r\n";

        SentHead noted = read(head);

        assertThat(noted.bytes()).isEqualTo(head.length());
        assertThat(noted.largest()).isEqualTo("X-Long");
        assertThat(noted.largestBytes()).isEqualTo(210);
        assertThat(noted.toString()).doesNotContain("sss");
    }

    @Test
    void manyOfOneLengthAreMeasuredAndNotRead() {
        ByteBuffer head = ByteBuffer.wrap("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        int read = 0;
        for (int i = 0; i < 1000; i++) {
            read += heads.wanted(head.capacity()) ? 1 : 0;
        }

        assertThat(read).isEqualTo(16);
        assertThat(heads.takeLargest()).isEqualTo(head.capacity());
        heads.next();
        assertThat(heads.wanted(head.capacity())).isTrue();
    }

    private int flaws(String head) {
        SentHead noted = read(head);
        return noted == null ? 0 : noted.flaws();
    }

    private SentHead read(String head) {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        heads.look(PlainRequest.VIEW, PlainRequest.get("/"), ByteBuffer.wrap(bytes), 0, bytes.length);
        return heads.next();
    }

    private static String answer(String bytes) {
        service.answer = bytes;
        return RealNginx.ask(port, "GET / HTTP/1.0\r\n\r\n");
    }

    private static String sized(int bytes) {
        String start = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Pad: ";
        return start + "p".repeat(bytes - start.length() - 4) + "\r\n\r\n";
    }

    private static String root() {
        return "root".equals(System.getProperty("user.name")) ? "user root; " : "";
    }

    /** A service that sends what it is told, byte by byte, and closes. */
    private static final class Raw implements AutoCloseable {

        private final ServerSocket socket;
        private volatile String answer = "";

        Raw() throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(this::serve, "raw");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    byte[] request = new byte[4096];
                    if (connection.getInputStream().read(request) > 0) {
                        connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    }
                } catch (IOException e) {
                    // nginx broke off, or the test is over.
                }
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
