package dev.gatewayhealth.agent.tomcat;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.longNumber;
import static dev.gatewayhealth.agent.weave.Value.number;
import static dev.gatewayhealth.agent.weave.Value.self;
import static dev.gatewayhealth.agent.weave.Value.thrown;
import static dev.gatewayhealth.agent.weave.Value.whereUsed;

import dev.gatewayhealth.agent.weave.Instrumented;
import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Point.LaneOf;
import dev.gatewayhealth.agent.weave.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where Tomcat is hooked. Its request object ({@code org.apache.coyote.Request}) carries the lane from the moment its processor
 * is bound to a socket; over HTTP/1.1 the socket wrapper carries the same lane, so that what happens on the wire is seen where it
 * happens.
 */
public final class TomcatPoints {

    private static final String REQUEST = "org.apache.coyote.Request";
    private static final String RESPONSE = "org.apache.coyote.Response";
    private static final String WRAPPER = "org.apache.tomcat.util.net.SocketWrapperBase";
    private static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";
    private static final String CATALINA_REQUEST = "org.apache.catalina.connector.Request";
    private static final String OUTPUT = "org.apache.coyote.http11.Http11OutputBuffer";
    private static final String STREAM = "org.apache.coyote.http2.Stream";
    private static final String ENDPOINT = "org.apache.tomcat.util.net.AbstractEndpoint";

    private static final String TAKES_WRAPPER = "(Lorg/apache/tomcat/util/net/SocketWrapperBase;)V";
    private static final String REQUEST_AND_RESPONSE = "(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V";
    private static final String A_REQUEST = "Lorg/apache/coyote/Request;";
    private static final String WRITE = "(ZLjava/nio/ByteBuffer;)V";

    private TomcatPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>();
        points.addAll(binding());
        points.addAll(exchange());
        points.addAll(http1());
        points.addAll(http2());
        points.addAll(stamped("org.apache.coyote.http11.Http11Processor"));
        points.addAll(stamped("org.apache.coyote.http2.StreamProcessor"));
        points.addAll(closing());
        points.addAll(wire("org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper"));
        points.addAll(wire("org.apache.tomcat.util.net.Nio2Endpoint$Nio2SocketWrapper"));
        points.addAll(vectored());
        points.addAll(listener(ENDPOINT));
        // It has an acceptor of its own.
        points.addAll(listener("org.apache.tomcat.util.net.Nio2Endpoint"));
        points.addAll(stopping());
        return new Instrumented("Tomcat", points, Set.of(REQUEST, WRAPPER));
    }

    private static List<Point> binding() {
        String processor = "org.apache.coyote.AbstractProcessor";
        Value request = self().field(processor, "request", A_REQUEST);
        String http11 = "org.apache.coyote.http11.Http11Processor";
        return concat(
                Point.in(processor)
                        .method("setSocketWrapper", TAKES_WRAPPER)
                        .entryInto(new LaneOf(request, REQUEST), "LANE", request.lane(REQUEST), request, argument(0)),
                Point.in(http11)
                        .method("setSocketWrapper", TAKES_WRAPPER)
                        .share(
                                new LaneOf(argument(0), WRAPPER),
                                self().field(http11, "request", A_REQUEST).lane(REQUEST)));
    }

    private static List<Point> exchange() {
        Value lane = argument(0).lane(REQUEST);
        // The adapter's own request, kept in its note, knows whether it was left asynchronous; it is recycled if it was
        // not.
        Value async = argument(0)
                .call(REQUEST, "getNote", "(I)Ljava/lang/Object;", 1)
                .cast(CATALINA_REQUEST)
                .call(CATALINA_REQUEST, "isAsync", "()Z");
        Value pathLength = argument(0)
                .call(REQUEST, "requestURI", "()Lorg/apache/tomcat/util/buf/MessageBytes;")
                .call("org.apache.tomcat.util.buf.MessageBytes", "getLength", "()I");
        // Tomcat 9 keeps milliseconds only.
        Value arrival =
                whereUsed("getStartTimeNanos", argument(0).call(REQUEST, "getStartTimeNanos", "()J"), longNumber(-1));
        return concat(
                Point.in(ADAPTER)
                        .method("service", REQUEST_AND_RESPONSE)
                        .entry("ANSWER", lane, argument(0), pathLength)
                        .entry("BEGIN", lane, arrival)
                        .exit("LEFT", lane, async)
                        .method(
                                "asyncDispatch",
                                "(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;"
                                        + "Lorg/apache/tomcat/util/net/SocketEvent;)Z")
                        .entry("RESUMED", lane)
                        .exit("LEFT", lane, async),
                // Whatever way a request takes out of the container, its object is recycled before it is used again.
                Point.in(REQUEST).method("recycle", "()V").entry("ENDED", self().lane(REQUEST)));
    }

    private static List<Point> http1() {
        Value response = self().field(OUTPUT, "response", "Lorg/apache/coyote/Response;");
        Value lane = response.call(RESPONSE, "getRequest", "()" + A_REQUEST).lane(REQUEST);
        return Point.in(OUTPUT)
                .method("commit", "()V")
                .entry("HEAD", lane, self().field(OUTPUT, "headerBuffer", "Ljava/nio/ByteBuffer;"))
                .method("end", "()V")
                .exit("DECLARED", lane, response.call(RESPONSE, "getContentLengthLong", "()J"))
                .exit("SENT", lane, response.call(RESPONSE, "getContentWritten", "()J"))
                .points();
    }

    /** The header of a response is about to be put together. */
    private static List<Point> stamped(String processor) {
        return Point.in(processor)
                .method("prepareResponse", "()V")
                .entry(
                        "SAYING",
                        self().field(processor, "request", A_REQUEST).lane(REQUEST),
                        self().field(processor, "response", "Lorg/apache/coyote/Response;"))
                .points();
    }

    /** What an error after the header does, and what ends a connection without one. */
    private static List<Point> closing() {
        String http11 = "org.apache.coyote.http11.Http11Processor";
        return concat(
                Point.in(http11)
                        .method("setSwallowResponse", "()V")
                        .entry(
                                "CLOSED",
                                self().field(http11, "request", A_REQUEST).lane(REQUEST),
                                self().call(
                                                "org.apache.coyote.AbstractProcessor",
                                                "getSocketWrapper",
                                                "()Lorg/apache/tomcat/util/net/SocketWrapperBase;")),
                // A processor is free for another connection while this one waits for its next request.
                Point.in(WRAPPER).method("close", "()V").entry("CLOSED", self().lane(WRAPPER), self()));
    }

    private static List<Point> http2() {
        Value lane = self().call(STREAM, "getCoyoteRequest", "()" + A_REQUEST).lane(REQUEST);
        String output = STREAM + "$StreamOutputBuffer";
        Value lanesOutput = self().field(output, "this$0", "Lorg/apache/coyote/http2/Stream;")
                .call(STREAM, "getCoyoteRequest", "()" + A_REQUEST)
                .lane(REQUEST);
        return concat(
                Point.in(STREAM).method("writeHeaders", "()V").exit("COMMITTED", lane, number(0)),
                Point.in(output)
                        .method("flush", "(ZZ)Z")
                        .entry("WRITING", lanesOutput)
                        .exit("WROTE", lanesOutput, thrown()));
    }

    private static List<Point> wire(String wrapper) {
        Value lane = self().lane(WRAPPER);
        return Point.in(wrapper)
                .method("doWrite", WRITE)
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown())
                .method("fillReadBuffer", "(ZLjava/nio/ByteBuffer;)I")
                .entry("READING", lane)
                .exit("READ", lane)
                .points();
    }

    /** Tomcat's own WebSocket writes several buffers at once, by a way of its own; and nothing of HTTP/1.1 does. */
    private static List<Point> vectored() {
        String handler = WRAPPER + "$VectoredIOCompletionHandler";
        return Point.in(handler)
                .formOfExtra("several buffers at once")
                .method("completed", "(Ljava/lang/Long;Lorg/apache/tomcat/util/net/SocketWrapperBase$OperationState;)V")
                .entry(
                        "WROTE",
                        self().field(handler, "this$0", "Lorg/apache/tomcat/util/net/SocketWrapperBase;")
                                .lane(WRAPPER),
                        thrown())
                .points();
    }

    /** The port is bound and its acceptor is not running yet, so whatever is accepted finds the monitor there. */
    private static List<Point> listener(String endpoint) {
        return Point.in(endpoint)
                .method("startAcceptorThread", "()V")
                .entry("LISTENING", self())
                .points();
    }

    /** Before a connector that is to be stopped turns away whoever has a connection. */
    private static List<Point> stopping() {
        return Point.in("org.apache.catalina.connector.Connector")
                .method("pause", "()V")
                .entry("STOPPING", self())
                .points();
    }

    private static List<Point> concat(Point.In first, Point.In second) {
        List<Point> both = new ArrayList<>(first.points());
        both.addAll(second.points());
        return both;
    }
}
