package dev.gatewayhealth.agent.helidon;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.longNumber;
import static dev.gatewayhealth.agent.weave.Value.number;
import static dev.gatewayhealth.agent.weave.Value.returned;
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
 * over HTTP/1.1 and HTTP/2. The response carries the lane; over HTTP/1.1 the request does too, which its streams know.
 */
public final class HelidonPoints {

    private static final String RESPONSE = "io.helidon.webserver.http.ServerResponseBase";
    private static final String REQUEST_1 = "io.helidon.webserver.http1.Http1ServerRequest";
    private static final String RESPONSE_1 = "io.helidon.webserver.http1.Http1ServerResponse";
    private static final String STREAM_1 = RESPONSE_1 + "$BlockingOutputStream";
    private static final String A_REQUEST_1 = "Lio/helidon/webserver/http1/Http1ServerRequest;";

    private HelidonPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>();
        points.addAll(making().points());
        points.addAll(serving().points());
        points.addAll(whole().points());
        points.addAll(streaming().points());
        points.addAll(port().points());
        return new Instrumented("Helidon", points, Set.of(RESPONSE, REQUEST_1));
    }

    private static Point.In making() {
        Value response = returned().cast(RESPONSE);
        return Point.in("io.helidon.webserver.http1.Http1Connection")
                .method("createResponse", "(" + A_REQUEST_1 + "Z)Lio/helidon/webserver/http1/Http1ServerResponse;")
                .exitInto(new LaneOf(response, RESPONSE), "LANE", response.lane(RESPONSE), argument(0), response)
                .share(new LaneOf(argument(0), REQUEST_1), response.lane(RESPONSE));
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
                .method("send", "([BII)V")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown());
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

    /** The port is bound, and the thread that will accept has begun. */
    private static Point.In port() {
        return Point.in("io.helidon.webserver.ServerListener")
                .method("listen", "()V")
                .entry("LISTENING", self());
    }
}
