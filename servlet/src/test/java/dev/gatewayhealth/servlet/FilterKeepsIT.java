package dev.gatewayhealth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application could do before it had the filter, it still can. */
final class FilterKeepsIT {

    private static final int PIECES = 64;

    @Test
    void tomcatsOwnServletForFilesGetsTomcatsOwnResponse(@TempDir Path files) throws IOException {
        Files.writeString(files.resolve("page.txt"), "a file");
        AtomicReference<String> seen = new AtomicReference<>();
        FilteredTomcat.Recipe recipe = FilteredTomcat.with(
                        "/mine", (request, response) -> response.getWriter().print("mine"))
                .files(files)
                .then((none, context) -> context.addFilter("behind", (request, response, chain) -> {
                            seen.set(response.getClass().getName());
                            chain.doFilter(request, response);
                        })
                        .addMappingForUrlPatterns(null, true, "/*"));
        try (FilteredTomcat tomcat = recipe.start()) {
            assertThat(tomcat.get("/page.txt").body()).isEqualTo("a file");
            // The very name that DefaultServlet.checkSendfile asks for.
            assertThat(seen.get()).isEqualTo("org.apache.catalina.connector.ResponseFacade");

            assertThat(tomcat.get("/mine").body()).isEqualTo("mine");
            assertThat(seen.get()).isEqualTo(OwnResponse.class.getName());
            assertThat(tomcat.settled(2).path("answered").asLong()).isEqualTo(2);
        }
    }

    @Test
    void whoAsksForStampsGetsThemAndAllElseAsWithout() {
        FilteredTomcat.Recipe recipe = FilteredTomcat.with(
                        "/stamped", (request, response) -> response.getWriter().print("whole"))
                .setting("stamp.instance", "true")
                .setting("stamp.timing", "true");
        try (FilteredTomcat tomcat = recipe.start()) {
            assertThat(tomcat.get("/stamped").body()).isEqualTo("whole");
            assertThat(tomcat.get("/stamped").headers().firstValue("X-Gateway-Health-Instance"))
                    .isPresent();
            assertThat(tomcat.get("/stamped").headers().firstValue("Server-Timing"))
                    .hasValueSatisfying(took -> assertThat(took).startsWith("app;dur="));
            assertThat(tomcat.settled(3).path("answered").asLong()).isEqualTo(3);
        }
    }

    @Test
    void aNonBlockingWriterWritesAllOfIt() {
        FilteredTomcat.Recipe recipe = FilteredTomcat.with("/pieces", (request, response) -> {
            AsyncContext async = request.startAsync(request, response);
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new Pieces(async, out));
        });
        try (FilteredTomcat tomcat = recipe.start()) {
            assertThat(tomcat.get("/pieces").body()).hasSize(PIECES << 16);
            assertThat(tomcat.settled(1).path("answered").asLong()).isOne();
        }
    }

    @Test
    void afterAResetTheOtherWayOfWritingIsOpen() {
        FilteredTomcat.Recipe recipe = FilteredTomcat.with("/reset", (request, response) -> {
            response.getOutputStream().print("never mind");
            response.reset();
            response.getWriter().print("instead");
        });
        try (FilteredTomcat tomcat = recipe.start()) {
            assertThat(tomcat.get("/reset").body()).isEqualTo("instead");
        }
    }

    @Test
    void streamAndWriterExcludeEachOtherAsEver() {
        FilteredTomcat.Recipe recipe = FilteredTomcat.with("/both", (request, response) -> {
            assertThat(response.getWriter()).isSameAs(response.getWriter());
            response.getWriter().print(refuses(response));
        });
        try (FilteredTomcat tomcat = recipe.start()) {
            assertThat(tomcat.get("/both").body()).isEqualTo("true");
        }
    }

    private static boolean refuses(HttpServletResponse response) throws IOException {
        try {
            response.getOutputStream();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Writes its pieces as the container gets ready for them. */
    private static final class Pieces implements WriteListener {

        private final AsyncContext async;
        private final ServletOutputStream out;
        private int left = PIECES;

        Pieces(AsyncContext async, ServletOutputStream out) {
            this.async = async;
            this.out = out;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (left == 0) {
                    async.complete();
                    return;
                }
                left--;
                out.write(new byte[1 << 16]);
            }
        }

        @Override
        public void onError(Throwable e) {
            async.complete();
        }
    }
}
