package dev.gatewayhealth.agent.jetty;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.number;
import static dev.gatewayhealth.agent.weave.Value.self;
import static dev.gatewayhealth.agent.weave.Value.thrown;

import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Point.LaneOf;
import dev.gatewayhealth.agent.weave.Value;
import java.util.ArrayList;
import java.util.List;

/** How Jetty 12 runs a request, whichever servlet layer it has above: in an {@code HttpChannelState} of its core. */
final class CorePoints {

    static final String CHANNEL = "org.eclipse.jetty.server.internal.HttpChannelState";

    private static final String A_CHANNEL = "Lorg/eclipse/jetty/server/internal/HttpChannelState;";
    private static final String REQUEST = "org.eclipse.jetty.server.Request";
    private static final String CHANNEL_REQUEST = CHANNEL + "$ChannelRequest";
    private static final String META_DATA = "org.eclipse.jetty.server.ConnectionMetaData";
    private static final String AN_END_POINT = "Lorg/eclipse/jetty/io/EndPoint;";
    private static final String END = "(Lorg/eclipse/jetty/server/HttpStream;Ljava/lang/Throwable;)V";
    private static final String FAILED = "(Ljava/lang/Throwable;)V";

    private CorePoints() {}

    static List<Point> all() {
        List<Point> points = new ArrayList<>();
        points.addAll(binding().points());
        points.addAll(begin().points());
        points.addAll(channel().points());
        points.addAll(run().points());
        points.addAll(reading().points());
        points.addAll(written().points());
        points.addAll(http2().points());
        return points;
    }

    /** The lane of the channel that a core request, wrapped or not, belongs to. */
    static Value lane(Value request) {
        return request.callInterface(REQUEST, "getComponents", "()Lorg/eclipse/jetty/server/Components;")
                .cast(CHANNEL)
                .lane(CHANNEL);
    }

    private static Point.In binding() {
        String http1 = "org.eclipse.jetty.server.internal.HttpConnection";
        Value channel = self().field(http1, "_httpChannel", "Lorg/eclipse/jetty/server/HttpChannel;")
                .cast(CHANNEL);
        Value endPoint = self().call(http1, "getEndPoint", "()" + AN_END_POINT);
        return WirePoints.bound(
                Point.in(http1)
                        .formOf("an HTTP/1 connection")
                        .method("onOpen", "()V")
                        .entryInto(new LaneOf(channel, CHANNEL), "LANE", channel.lane(CHANNEL), channel, endPoint),
                endPoint,
                channel.lane(CHANNEL));
    }

    private static Point.In begin() {
        Value request = argument(0);
        Value pathLength = request.callInterface(REQUEST, "getHttpURI", "()Lorg/eclipse/jetty/http/HttpURI;")
                .callInterface("org.eclipse.jetty.http.HttpURI", "getPath", "()Ljava/lang/String;")
                .call("java.lang.String", "length", "()I");
        return Point.in("org.eclipse.jetty.server.Server")
                .formOf("a request begins")
                .method(
                        "handle",
                        "(Lorg/eclipse/jetty/server/Request;Lorg/eclipse/jetty/server/Response;"
                                + "Lorg/eclipse/jetty/util/Callback;)Z")
                .entry("ANSWER", request, request, pathLength)
                .entry("BEGIN", lane(request), request.callInterface(REQUEST, "getBeginNanoTime", "()J"));
    }

    private static Point.In channel() {
        Value lane = self().lane(CHANNEL);
        Value endPoint = self().field(CHANNEL, "_connectionMetaData", "Lorg/eclipse/jetty/server/ConnectionMetaData;")
                .callInterface(META_DATA, "getConnection", "()Lorg/eclipse/jetty/io/Connection;")
                .callInterface("org.eclipse.jetty.io.Connection", "getEndPoint", "()" + AN_END_POINT);
        return Point.in(CHANNEL)
                .formOf("a request is prepared")
                .method("onRequest", "(Lorg/eclipse/jetty/http/MetaData$Request;)Ljava/lang/Runnable;")
                .entryInto(new LaneOf(self(), CHANNEL), "LANE", lane, self(), endPoint)
                .formOf("a request ends")
                .method("completeStream", END)
                .entry("OVER", lane, argument(1))
                .entry("ENDED", lane);
    }

    private static Point.In run() {
        String invoker = CHANNEL + "$HandlerInvoker";
        Value lane = self().field(invoker, "this$0", A_CHANNEL).lane(CHANNEL);
        return Point.in(invoker)
                .formOf("a request is run")
                .method("run", "()V")
                .exit("PARKED", lane, number(0))
                // Before it became the channel's own, late in 12.0.
                .formOf("a request ends")
                .method("completeStream", END)
                .entry("OVER", lane, argument(1))
                .entry("ENDED", lane);
    }

    /** Whoever wants content that is not there yet says so, blocking or not, and reads again when it has come. */
    private static Point.In reading() {
        Value lane =
                self().field(CHANNEL_REQUEST, "_httpChannelState", A_CHANNEL).lane(CHANNEL);
        return Point.in(CHANNEL_REQUEST)
                .formOf("a body is read")
                .method("demand", "(Ljava/lang/Runnable;)V")
                .entry("READING", lane)
                .method("read", "()Lorg/eclipse/jetty/io/Content$Chunk;")
                .entry("READ", lane);
    }

    /** A write is done with, whatever the protocol. */
    private static Point.In written() {
        String response = CHANNEL + "$ChannelResponse";
        Value lane = self().field(response, "_request", "L" + CHANNEL_REQUEST.replace('.', '/') + ";")
                .field(CHANNEL_REQUEST, "_httpChannelState", A_CHANNEL)
                .lane(CHANNEL);
        return Point.in(response)
                .formOfExtra("a response is stamped")
                .method("lockedPrepareResponse", "(" + A_CHANNEL + "Z)Lorg/eclipse/jetty/http/MetaData$Response;")
                .entry("SAYING", lane, self())
                .formOfExtra("a part of a response has left")
                .method("succeeded", "()V")
                .entry("WROTE", lane, thrown())
                .method("failed", FAILED)
                .entry("WROTE", lane, argument(0));
    }

    private static Point.In http2() {
        String stream = "org.eclipse.jetty.http2.server.internal.HttpStreamOverHTTP2";
        Value lane = self().field(stream, "_httpChannel", "Lorg/eclipse/jetty/server/HttpChannel;")
                .cast(CHANNEL)
                .lane(CHANNEL);
        return Point.in(stream)
                .formOfExtra("an HTTP/2 response is sent")
                .method(
                        "send",
                        "(Lorg/eclipse/jetty/http/MetaData$Request;Lorg/eclipse/jetty/http/MetaData$Response;Z"
                                + "Ljava/nio/ByteBuffer;Lorg/eclipse/jetty/util/Callback;)V")
                .entry("COMMITTED", lane, number(0))
                .entry("WRITING", lane);
    }
}
