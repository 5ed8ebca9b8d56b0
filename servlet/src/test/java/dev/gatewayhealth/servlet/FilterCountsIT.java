package dev.gatewayhealth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Every request is one exchange, however it goes through the container. */
final class FilterCountsIT {

    private static final FilteredTomcat.Servlet HELLO =
            (request, response) -> response.getWriter().print("hello");

    @Test
    void anAnsweredRequestIsOneExchange() {
        try (FilteredTomcat tomcat = FilteredTomcat.with("/hello", HELLO).start()) {
            assertThat(tomcat.get("/hello").body()).isEqualTo("hello");
            tomcat.get("/hello");
            tomcat.get("/hello");

            assertAnswered(tomcat, 3);
        }
    }

    @Test
    void pollsAreNoExchanges() {
        try (FilteredTomcat tomcat = FilteredTomcat.with("/hello", HELLO).start()) {
            tomcat.get("/gateway-health");
            tomcat.get("/gateway-health/live");
            tomcat.get("/hello");

            assertAnswered(tomcat, 1);
        }
    }

    @Test
    void anAsynchronousRequestEndsWhenItIsComplete() throws IOException {
        AtomicReference<AsyncContext> held = new AtomicReference<>();
        FilteredTomcat.Recipe recipe = FilteredTomcat.with("/async", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            held.set(async);
        });
        try (FilteredTomcat tomcat = recipe.start()) {
            CompletableFuture<HttpResponse<String>> answer = tomcat.later("/async");
            tomcat.await("one in flight", report -> FilteredTomcat.count(report, "inFlight") == 1);

            held.get().getResponse().getWriter().print("later");
            held.get().complete();

            assertThat(answer.join().body()).isEqualTo("later");
            assertAnswered(tomcat, 1);
        }
    }

    @Test
    void aRequestThatIsDispatchedAgainAndAgainIsOneExchange() {
        AtomicInteger rounds = new AtomicInteger();
        FilteredTomcat.Recipe recipe = FilteredTomcat.with("/again", (request, response) -> {
            if (rounds.getAndIncrement() < 3) {
                AsyncContext async = request.startAsync(request, response);
                async.start(async::dispatch);
            } else {
                response.getWriter().print("at last");
            }
        });
        try (FilteredTomcat tomcat = recipe.start()) {
            assertThat(tomcat.get("/again").body()).isEqualTo("at last");

            assertAnswered(tomcat, 1);
        }
    }

    @Test
    void forwardsAndIncludesAreOneExchange() {
        FilteredTomcat.Recipe recipe = FilteredTomcat.with("/hello", HELLO)
                .with(
                        "/forward",
                        (request, response) ->
                                request.getRequestDispatcher("/hello").forward(request, response))
                .with(
                        "/include",
                        (request, response) ->
                                request.getRequestDispatcher("/hello").include(request, response));
        try (FilteredTomcat tomcat = recipe.start()) {
            assertThat(tomcat.get("/forward").body()).isEqualTo("hello");
            assertThat(tomcat.get("/include").body()).isEqualTo("hello");

            assertAnswered(tomcat, 2);
        }
    }

    @Test
    void aRequestThatFailsIsOneExchange() {
        FilteredTomcat.Recipe recipe = FilteredTomcat.with("/throws", (request, response) -> {
                    throw new ServletException("on purpose");
                })
                .with("/error", (request, response) -> response.sendError(503));
        try (FilteredTomcat tomcat = recipe.start()) {
            assertThat(tomcat.get("/throws").statusCode()).isEqualTo(500);
            assertThat(tomcat.get("/error").statusCode()).isEqualTo(503);

            assertAnswered(tomcat, 2);
        }
    }

    @Test
    void anAsynchronousTimeoutIsOneExchange() {
        FilteredTomcat.Recipe recipe = FilteredTomcat.with(
                "/never", (request, response) -> request.startAsync().setTimeout(50));
        try (FilteredTomcat tomcat = recipe.start()) {
            assertThat(tomcat.get("/never").statusCode()).isEqualTo(500);

            assertAnswered(tomcat, 1);
        }
    }

    @Test
    void aFilterThatIsRegisteredTwiceCountsOnce() {
        FilteredTomcat.Recipe recipe = FilteredTomcat.with("/hello", HELLO).then((none, context) -> {
            var filter = context.addFilter("again", GatewayHealthFilter.class);
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
        });
        try (FilteredTomcat tomcat = recipe.start()) {
            tomcat.get("/hello");
            tomcat.get("/hello");

            assertAnswered(tomcat, 2);
        }
    }

    private static void assertAnswered(FilteredTomcat tomcat, long expected) {
        JsonNode counts = tomcat.settled(expected);
        assertThat(counts.path("started").asLong()).isEqualTo(expected);
        assertThat(counts.path("answered").asLong()).isEqualTo(expected);
    }
}
