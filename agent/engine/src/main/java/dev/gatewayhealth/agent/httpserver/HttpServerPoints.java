package dev.gatewayhealth.agent.httpserver;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.longNumber;
import static dev.gatewayhealth.agent.weave.Value.number;
import static dev.gatewayhealth.agent.weave.Value.self;
import static dev.gatewayhealth.agent.weave.Value.thrown;

import dev.gatewayhealth.agent.weave.Instrumented;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Point.LaneOf;
import dev.gatewayhealth.agent.weave.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the JDK's HTTP server is hooked. An {@code ExchangeImpl} is made for each request and never used again, so its lane serves one
 * exchange. It lies in the response's headers, the one object that both the exchange and whatever a filter wraps around it show. The
 * connection carries the lane of its latest request, and the streams at the socket carry the connection.
 */
public final class HttpServerPoints {

    static final String EXCHANGE = "sun.net.httpserver.ExchangeImpl";
    static final String TASK = "sun.net.httpserver.ServerImpl$Exchange";

    private static final String SERVER = "sun.net.httpserver.ServerImpl";
    private static final String CONNECTION = "sun.net.httpserver.HttpConnection";
    private static final String HEADERS = "com.sun.net.httpserver.Headers";
    private static final String PUBLIC_EXCHANGE = "com.sun.net.httpserver.HttpExchange";
    private static final String A_CONNECTION = "Lsun/net/httpserver/HttpConnection;";
    private static final String AN_EXCHANGE = "Lsun/net/httpserver/ExchangeImpl;";
    private static final String SOME_HEADERS = "Lcom/sun/net/httpserver/Headers;";
    private static final String WRITES = "sun.net.httpserver.Request$WriteStream";
    private static final String READS = "sun.net.httpserver.Request$ReadStream";
    private static final String WRITES_TLS = "sun.net.httpserver.SSLStreams$OutputStream";
    private static final String READS_TLS = "sun.net.httpserver.SSLStreams$InputStream";

    private HttpServerPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>();
        points.addAll(binding().points());
        points.addAll(begin().points());
        points.addAll(task().points());
        points.addAll(server().points());
        points.addAll(connection().points());
        for (String stream : List.of(WRITES, WRITES_TLS)) {
            points.addAll(writing(stream).points());
        }
        for (String stream : List.of(READS, READS_TLS)) {
            points.addAll(reading(stream).points());
        }
        return new Instrumented(
                "JDK HttpServer", points, Set.of(HEADERS, CONNECTION, TASK, WRITES, READS, WRITES_TLS, READS_TLS));
    }

    /** The server asks for the body itself, once it has made the exchange and before any filter sees it. */
    private static Point.In binding() {
        Value headers = self().field(EXCHANGE, "rspHdrs", SOME_HEADERS);
        Value connection = self().field(EXCHANGE, "connection", A_CONNECTION);
        Value lane = headers.lane(HEADERS);
        return Point.in(EXCHANGE)
                .method("getRequestBody", "()Ljava/io/InputStream;")
                .entryInto(new LaneOf(headers, HEADERS), "LANE", lane, self(), connection)
                .shareFirst(new LaneOf(connection, CONNECTION), lane)
                .method("sendResponseHeaders", "(IJ)V")
                .entry("SAYING", lane, headers);
    }

    /** Filters nest; the first chain begins the exchange. */
    private static Point.In begin() {
        Value lane = argument(0)
                .call(PUBLIC_EXCHANGE, "getResponseHeaders", "()" + SOME_HEADERS)
                .lane(HEADERS);
        Value pathLength = argument(0)
                .call(PUBLIC_EXCHANGE, "getRequestURI", "()Ljava/net/URI;")
                .call("java.net.URI", "getRawPath", "()Ljava/lang/String;")
                .call("java.lang.String", "length", "()I");
        return Point.in("com.sun.net.httpserver.Filter$Chain")
                .method("doFilter", "(Lcom/sun/net/httpserver/HttpExchange;)V")
                .entry("ANSWER", lane, argument(0), pathLength)
                .entry("ENTERED", lane, longNumber(-1));
    }

    /** What a thread of the executor runs. What it rejects, where no context fits above all, never becomes an exchange of its own. */
    private static Point.In task() {
        Value lane = self().lane(TASK);
        Value exchange = self().field(TASK, "tx", AN_EXCHANGE);
        return Point.in(TASK)
                .method("run", "()V")
                .exit(
                        "PARKED",
                        exchange.field(EXCHANGE, "rspHdrs", SOME_HEADERS).lane(HEADERS),
                        number(0))
                .method("reject", "(ILjava/lang/String;Ljava/lang/String;)V")
                .entryInto(new LaneOf(self(), TASK), "LANE", lane, self(), self())
                .entry("ANSWER", lane, argument(1), number(-1))
                .entry("BEGIN", lane, longNumber(-1))
                .exit("DELIVERED", lane)
                .exit("ENDED", lane);
    }

    /** The event is that a response has been written and flushed. */
    private static Point.In server() {
        Value lane = argument(0)
                .field("sun.net.httpserver.Event", "exchange", AN_EXCHANGE)
                .field(EXCHANGE, "rspHdrs", SOME_HEADERS)
                .lane(HEADERS);
        return Point.in(SERVER)
                .method("addEvent", "(Lsun/net/httpserver/Event;)V")
                .entry("DELIVERED", lane)
                .entry("ENDED", lane)
                // The port is bound and nothing accepts yet.
                .method("start", "()V")
                .entry("LISTENING", self());
    }

    private static Point.In connection() {
        return Point.in(CONNECTION)
                .method("close", "()V")
                .entry("CLOSING", self().lane(CONNECTION), number(0))
                .method(
                        "setParameters",
                        "(Ljava/io/InputStream;Ljava/io/OutputStream;Ljava/nio/channels/SocketChannel;"
                                + "Ljavax/net/ssl/SSLEngine;Lsun/net/httpserver/SSLStreams;Ljavax/net/ssl/SSLContext;"
                                + "Ljava/lang/String;Lsun/net/httpserver/HttpContextImpl;Ljava/io/InputStream;)V")
                .exit("CONNECTED", self());
    }

    private static Point.In writing(String stream) {
        Value lane = laneOf(stream);
        return Point.in(stream)
                .method("write", "([BII)V")
                .entry("FLUSHING", lane, argument(0))
                .exit("WROTE", lane, thrown());
    }

    private static Point.In reading(String stream) {
        Value lane = laneOf(stream);
        return Point.in(stream).method("read", "([BII)I").entry("READING", lane).exit("READ", lane);
    }

    private static Value laneOf(String stream) {
        return self().lane(stream).cast(CONNECTION).lane(CONNECTION);
    }
}
