package shop;

import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.util.concurrent.TimeUnit;

/** The application of the products' test, as Helidon has it: each request has a virtual thread of its own. */
public final class Shop {

    private Shop() {}

    public static void main(String[] args) {
        server().addConnectionSelector(Http1ConnectionSelector.builder()
                        .config(Http1Config.create())
                        .addUpgrader(new Echo())
                        .build())
                .build()
                .start();
    }

    static WebServerConfig.Builder server() {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.getInteger("shop.port"))
                .addRouting(HttpRouting.builder()
                        .get("/hello", (request, response) -> response.send("hello"))
                        .get("/slow", (request, response) -> later(request, response, "slow"))
                        .get("/async", (request, response) -> later(request, response, "async"))
                        .get("/error", Shop::fail)
                        .post("/upload", Shop::upload));
    }

    private static void later(ServerRequest request, ServerResponse response, String answer)
            throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Long.parseLong(request.query().get("ms")));
        response.send(answer);
    }

    private static void fail(ServerRequest request, ServerResponse response) {
        throw new HttpException("on purpose", Status.INTERNAL_SERVER_ERROR_500);
    }

    private static void upload(ServerRequest request, ServerResponse response) {
        response.send(Integer.toString(request.content().as(byte[].class).length));
    }
}
