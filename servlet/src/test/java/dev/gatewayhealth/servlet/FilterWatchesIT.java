package dev.gatewayhealth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the filter sees of a request while it runs; the gateway's limit is two seconds here. */
final class FilterWatchesIT {

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        over.countDown();
    }

    @Test
    void aSilentRequestIsNearItsLimit() {
        try (FilteredTomcat tomcat = start((request, response) -> await())) {
            CompletableFuture<HttpResponse<String>> answer = tomcat.later("/it?secret=1");

            JsonNode near = near(tomcat);
            assertThat(near.path("path").asText()).isEqualTo("/it");
            assertThat(near.path("method").asText()).isEqualTo("GET");
            assertThat(near.path("phase").asText()).isEqualTo("before-header");
            assertThat(near.path("limitMs").asLong()).isEqualTo(2000);
            assertThat(near.path("thread").asText()).contains("exec");
            assertThat(near.path("stack").toString()).contains("FilterWatchesIT.await");
            over.countDown();
            answer.join();
            tomcat.await("nothing near", report -> report.at("/exchanges/near").isEmpty());
        }
    }

    /** nginx passes a body on as it comes from a slow client, if it is told to ({@code proxy_request_buffering off}). */
    @Test
    void aBodyThatIsWaitedForIsNoSilenceOfTheService() throws IOException {
        try (FilteredTomcat tomcat =
                        start((request, response) -> request.getReader().readLine());
                Socket client =
                        new Socket(tomcat.uri("/").getHost(), tomcat.uri("/").getPort())) {
            client.getOutputStream()
                    .write("POST /it HTTP/1.1\r\nHost: a.test\r\nContent-Length: 10\r\n\r\nhalf."
                            .getBytes(StandardCharsets.ISO_8859_1));
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            JsonNode last = tomcat.await(
                    "three seconds, or something near",
                    report -> System.nanoTime() - until > 0
                            || !report.at("/exchanges/near").isEmpty());

            assertThat(last.at("/exchanges/near")).isEmpty();
            assertThat(FilteredTomcat.count(last, "inFlight")).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatStallsIsNearItsLimitInItsSecondPhase() {
        try (FilteredTomcat tomcat = start((request, response) -> {
            response.getOutputStream().write('.');
            response.flushBuffer();
            await();
        })) {
            var unused = tomcat.later("/it");

            assertThat(near(tomcat).path("phase").asText()).isEqualTo("streaming");
        }
    }

    @Test
    void whatLiesInTheContainersBufferIsNoProgress() {
        try (FilteredTomcat tomcat = start((request, response) -> {
            ServletOutputStream out = response.getOutputStream();
            every(50, () -> {
                out.write('.');
            });
        })) {
            var unused = tomcat.later("/it");

            assertThat(near(tomcat).path("phase").asText()).isEqualTo("before-header");
        }
    }

    @Test
    void aStreamThatFlushesIsNotSilent() {
        assertQuiet((request, response) -> {
            ServletOutputStream out = response.getOutputStream();
            every(200, () -> {
                out.write('.');
                out.flush();
            });
        });
    }

    @Test
    void aWriterThatFlushesIsNotSilent() {
        assertQuiet((request, response) -> {
            PrintWriter out = response.getWriter();
            every(200, () -> {
                out.println("line");
                out.flush();
            });
        });
    }

    @Test
    void aStreamThatOutgrowsTheBufferIsNotSilent() {
        assertQuiet((request, response) -> {
            ServletOutputStream out = response.getOutputStream();
            byte[] piece = new byte[response.getBufferSize()];
            every(200, () -> {
                out.write(piece);
            });
        });
    }

    /** Nobody sees what a thread writes that got the container's own response. */
    @Test
    void anAsynchronousStreamThatNobodySeesIsNotCalledSilent() {
        assertQuiet((request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            async.start(() -> {
                try {
                    ServletOutputStream out = async.getResponse().getOutputStream();
                    every(200, () -> {
                        out.write('.');
                        out.flush();
                    });
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                } finally {
                    async.complete();
                }
            });
        });
    }

    @Test
    void anAsynchronousRequestWithoutAThreadIsNearItsLimit() {
        try (FilteredTomcat tomcat = start((request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            Thread waits = new Thread(() -> {
                await();
                async.complete();
            });
            waits.setDaemon(true);
            waits.start();
        })) {
            CompletableFuture<HttpResponse<String>> answer = tomcat.later("/it");

            JsonNode near = near(tomcat);
            assertThat(near.path("async").asBoolean()).isTrue();
            assertThat(near.path("thread").isNull() || near.path("thread").isMissingNode())
                    .isTrue();
            // Completed while the server is still there, or it would be an error of somebody's next test.
            over.countDown();
            answer.join();
        }
    }

    /** Three seconds of it are longer than the limit of two. */
    private void assertQuiet(FilteredTomcat.Servlet servlet) {
        try (FilteredTomcat tomcat = start(servlet)) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            CompletableFuture<HttpResponse<String>> answer = tomcat.later("/it");
            JsonNode last = tomcat.await(
                    "three seconds, or something near",
                    report -> System.nanoTime() - until > 0
                            || !report.at("/exchanges/near").isEmpty());

            assertThat(last.at("/exchanges/near")).isEmpty();
            assertThat(FilteredTomcat.count(last, "inFlight")).isEqualTo(1);
            over.countDown();
            assertThat(answer.join().statusCode()).isEqualTo(200);
        }
    }

    private FilteredTomcat start(FilteredTomcat.Servlet servlet) {
        return FilteredTomcat.with("/it", servlet)
                .setting("proxy_read_timeout", "2s")
                .start();
    }

    private static JsonNode near(FilteredTomcat tomcat) {
        JsonNode report = tomcat.await(
                "something near its limit",
                each -> !each.at("/exchanges/near").isEmpty() && FilteredTomcat.finds(each, "read-timeout-near"));
        return report.at("/exchanges/near/0");
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does it again and again until the test is over. */
    private void every(long millis, Step step) throws IOException {
        try {
            while (!over.await(millis, TimeUnit.MILLISECONDS)) {
                step.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Step {

        void take() throws IOException;
    }
}
