package dev.gatewayhealth.agent.helidon;

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
 * Where Helidon is hooked. One virtual thread serves a request from its first filter to the end of its response, so both lie in one method,
 * over HTTP/1.1 and HTTP/2. The response carries the lane; over HTTP/1.1 the request does too, which the stream of a response knows.
 */
public final class HelidonPoints {

    private static final String RESPONSE = "io.helidon.webserver.http.ServerResponseBase";
    private static final String REQUEST_1 = "io.helidon.webserver.http1.Http1ServerRequest";
    private static final String RESPONSE_1 = "io.helidon.webserver.http1.Http1ServerResponse";
    private static final String STREAM_1 = RESPONSE_1 + "$BlockingOutputStream";
    private static final String A_REQUEST_1 = "Lio/helidon/webserver/http1/Http1ServerRequest;";
    private static final String CONNECTION_1 = "io.helidon.webserver.http1.Http1Connection";
    private static final String WEB_SOCKET = "io.helidon.webserver.websocket.WsConnection";
    private static final String A_LIMIT = "Lio/helidon/common/concurrency/limits/Limit;";

    /** What a connection reads from and writes to. They carry a lane only once another protocol is served on it. */
    private static final String READER = "io.helidon.common.buffers.DataReader";

    private static final String A_READER = "Lio/helidon/common/buffers/DataReader;";
    private static final String WRITER = "io.helidon.common.socket.SocketWriter";
    private static final String A_WRITER = "Lio/helidon/common/buffers/DataWriter;";
    private static final String A_CONTEXT = "Lio/helidon/webserver/ConnectionContext;";

    /** In the report's words. */
    private static final String UPGRADED = "an upgraded connection";

    private HelidonPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>();
        points.addAll(serving().points());
        points.addAll(whole().points());
        points.addAll(stream().points());
        points.addAll(streaming().points());
        points.addAll(switching().points());
        points.addAll(upgraded());
        points.addAll(tunnel());
        points.addAll(port().points());
        return new Instrumented("Helidon", points, Set.of(RESPONSE, REQUEST_1, READER, WRITER));
    }

    private static Point.In serving() {
        Value response = argument(2).cast(RESPONSE);
        Value lane = response.lane(RESPONSE);
        return Point.in("io.helidon.webserver.http.Filters")
                .method(
                        "filter",
                        "(Lio/helidon/webserver/ConnectionContext;Lio/helidon/webserver/http/RoutingRequest;"
                                + "Lio/helidon/webserver/http/RoutingResponse;Ljava/util/concurrent/Callable;)V")
                .entryInto(new LaneOf(response, RESPONSE), "LANE", lane, argument(1), response)
                .entry("ANSWER", lane, argument(1), number(-1))
                .entry("BEGIN", lane, longNumber(-1))
                .exit("ENDED", lane);
    }

    /** A body that is handed over in one piece. */
    private static Point.In whole() {
        Value lane = self().lane(RESPONSE);
        return Point.in(RESPONSE_1)
                .formOf("a body in one piece")
                .method("send", "([BII)V")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown())
                // 4.0 has no other.
                .formBefore("send", "([BII)V", "a body in one piece")
                .method("send", "([B)V")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown());
    }

    /** What a streamed body is written to knows the request, not the response; it is made by the first of these. */
    private static Point.In stream() {
        Value request = self().field(RESPONSE_1, "request", A_REQUEST_1);
        return Point.in(RESPONSE_1)
                .formOf("a body in pieces")
                .method("outputStream", "()Ljava/io/OutputStream;")
                .shareFirst(new LaneOf(request, REQUEST_1), self().lane(RESPONSE))
                .method("outputStream", "(Z)Ljava/io/OutputStream;")
                .shareFirst(new LaneOf(request, REQUEST_1), self().lane(RESPONSE));
    }

    private static Point.In streaming() {
        Value lane = self().field(STREAM_1, "request", A_REQUEST_1).lane(REQUEST_1);
        return Point.in(STREAM_1)
                .method("sendHeadersAndPrepare", "()V")
                .exit("COMMITTED", lane, number(0))
                .method("write", "(Lio/helidon/common/buffers/BufferData;)V")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown());
    }

    /** A connection that is upgraded by way of the routing, as from 4.5 on, is a request until then. */
    private static Point.In switching() {
        return Point.in(RESPONSE_1)
                .formOfExtra(UPGRADED)
                .method("sendSwitchingProtocols", "(Lio/helidon/http/Headers;)V")
                .entry("STATUS", self().lane(RESPONSE), number(101))
                .exit("COMMITTED", self().lane(RESPONSE), number(0));
    }

    /**
     * The method serves the other protocol until the connection ends. The first is what an HTTP connection calls for any other protocol, from
     * 4.5 on, the second what it called before for a WebSocket, which 4.0 calls with a semaphore. Where both are, or the request came by the
     * routing, the first has begun it.
     */
    private static List<Point> upgraded() {
        List<Point> points = new ArrayList<>();
        points.addAll(serving(
                Point.in(CONNECTION_1)
                        .formOfExtra(UPGRADED)
                        .method(
                                "handleUpgradeConnection",
                                "(" + A_LIMIT + "Lio/helidon/webserver/spi/ServerConnection;)V"),
                argument(1),
                self().field(CONNECTION_1, "reader", A_READER),
                self().field(CONNECTION_1, "writer", A_WRITER)));
        for (String limit : new String[] {A_LIMIT, "Ljava/util/concurrent/Semaphore;"}) {
            points.addAll(serving(
                    Point.in(WEB_SOCKET).formOfExtra(UPGRADED).method("handle", "(" + limit + ")V"),
                    self(),
                    self().field(WEB_SOCKET, "dataReader", A_READER),
                    self().field(WEB_SOCKET, "ctx", A_CONTEXT)
                            .callInterface("io.helidon.webserver.ConnectionContext", "dataWriter", "()" + A_WRITER)));
        }
        return points;
    }

    private static List<Point> serving(Point.In method, Value served, Value reader, Value writer) {
        Value lane = reader.lane(READER);
        return method.entryInto(new LaneOf(reader, READER), "LANE", lane, served, self())
                .shareFirst(new LaneOf(writer.cast(WRITER), WRITER), lane)
                .entry("ENTERED", lane, longNumber(-1))
                .entry("STATUS", lane, number(101))
                .entry("COMMITTED", lane, number(0))
                .exit("ENDED", lane)
                .points();
    }

    private static List<Point> tunnel() {
        Value lane = self().lane(WRITER);
        String buffer = "Lio/helidon/common/buffers/BufferData;";
        List<Point> points = new ArrayList<>(Point.in(READER)
                .formOfExtra(UPGRADED)
                .method("pullData", "()V")
                .exit("READ", self().lane(READER))
                .points());
        points.addAll(Point.in(WRITER)
                .formOfExtra(UPGRADED)
                .method("writeNow", "(" + buffer + ")V")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown())
                .method("writeNow", "([" + buffer + ")V")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown())
                .points());
        return points;
    }

    /** The port is bound, and the thread that will accept has begun. */
    private static Point.In port() {
        return Point.in("io.helidon.webserver.ServerListener")
                .method("listen", "()V")
                .entry("LISTENING", self());
    }
}
