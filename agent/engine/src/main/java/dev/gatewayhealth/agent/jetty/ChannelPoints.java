package dev.gatewayhealth.agent.jetty;

import static dev.gatewayhealth.agent.weave.Value.argument;
import static dev.gatewayhealth.agent.weave.Value.longNumber;
import static dev.gatewayhealth.agent.weave.Value.number;
import static dev.gatewayhealth.agent.weave.Value.self;
import static dev.gatewayhealth.agent.weave.Value.thrown;

import dev.gatewayhealth.agent.weave.Point;
import dev.gatewayhealth.agent.weave.Point.LaneOf;
import dev.gatewayhealth.agent.weave.Value;
import java.util.ArrayList;
import java.util.List;

/** How Jetty 9.4, 10 and 11 run a request: in an {@code HttpChannel}. */
final class ChannelPoints {

    static final String CHANNEL = "org.eclipse.jetty.server.HttpChannel";

    private static final String A_CHANNEL = "Lorg/eclipse/jetty/server/HttpChannel;";
    private static final String AN_END_POINT = "Lorg/eclipse/jetty/io/EndPoint;";
    private static final String REQUEST = "org.eclipse.jetty.server.Request";
    private static final String HTTP1 = "org.eclipse.jetty.server.HttpConnection";
    private static final String HTTP2 = "org.eclipse.jetty.http2.server.HttpTransportOverHTTP2";
    private static final String STREAM = "org.eclipse.jetty.http2.IStream";

    private ChannelPoints() {}

    static List<Point> all() {
        List<Point> points = new ArrayList<>();
        points.addAll(binding().points());
        points.addAll(closing().points());
        points.addAll(begin().points());
        points.addAll(channel().points());
        points.addAll(delivered().points());
        points.addAll(reading().points());
        points.addAll(http2().points());
        points.addAll(http2Sent().points());
        return points;
    }

    private static Value itsChannel() {
        return self().field(HTTP1, "_channel", "Lorg/eclipse/jetty/server/HttpChannelOverHttp;");
    }

    /**
     * A connection that is closed just when the last part of a response is handed to it makes Jetty lose sight of the request: if that
     * happens between the two looks that {@code SendCallback} takes at its state, an exception is all that comes of it, and the request
     * waits for ever to be told that it failed.
     */
    private static Point.In closing() {
        Value lane = itsChannel().lane(CHANNEL);
        return Point.in(HTTP1)
                .formOfExtra("an HTTP/1 connection is closed")
                .method("onClose", "()V")
                .exit("CLOSING", lane, number(1))
                .method("onClose", "(Ljava/lang/Throwable;)V")
                .exit("CLOSING", lane, number(1));
    }

    private static Point.In binding() {
        Value channel = itsChannel();
        Value endPoint = self().call(HTTP1, "getEndPoint", "()" + AN_END_POINT);
        return WirePoints.bound(
                Point.in(HTTP1)
                        .formOf("an HTTP/1 connection")
                        .method("onOpen", "()V")
                        .entryInto(new LaneOf(channel, CHANNEL), "LANE", channel.lane(CHANNEL), channel, endPoint),
                endPoint,
                channel.lane(CHANNEL));
    }

    /** The stamps of 9.4 are of the wall's clock, but nothing lies between the header's last byte and here. */
    private static Point.In begin() {
        Value lane = argument(0).lane(CHANNEL);
        Value pathLength = argument(0)
                .call(CHANNEL, "getRequest", "()Lorg/eclipse/jetty/server/Request;")
                .call(REQUEST, "getRequestURI", "()Ljava/lang/String;")
                .call("java.lang.String", "length", "()I");
        return Point.in("org.eclipse.jetty.server.Server")
                .formOf("a request begins")
                .method("handle", "(" + A_CHANNEL + ")V")
                .entry("ANSWER", lane, argument(0), pathLength)
                .entry("BEGIN", lane, longNumber(-1))
                // The thread may be the one it was handed over by; it went asynchronous all the same.
                .method("handleAsync", "(" + A_CHANNEL + ")V")
                .entry("PARKED", lane, number(0))
                .entry("RESUMED", lane);
    }

    /** Entered for each part of an asynchronous request again, by whichever thread runs it. */
    private static Point.In channel() {
        Value lane = self().lane(CHANNEL);
        return Point.in(CHANNEL)
                .formOf("a request is prepared")
                .method("onRequest", "(Lorg/eclipse/jetty/http/MetaData$Request;)V")
                .entryInto(
                        new LaneOf(self(), CHANNEL),
                        "LANE",
                        lane,
                        self(),
                        self().call(CHANNEL, "getEndPoint", "()" + AN_END_POINT))
                .formOf("a request is run")
                .method("handle", "()Z")
                .entry("RESUMED", lane)
                .exit("PARKED", lane, number(0))
                .formOfExtra("a response is stamped")
                .method(
                        "sendResponse",
                        "(Lorg/eclipse/jetty/http/MetaData$Response;Ljava/nio/ByteBuffer;ZLorg/eclipse/jetty/util/Callback;)Z")
                .entry("SAYING", lane, self())
                .formOf("a request ends")
                .method("abort", "(Ljava/lang/Throwable;)V")
                .entry("OVER", lane, argument(0))
                .method("onCompleted", "()V")
                .entry("ENDED", lane);
    }

    /** Called when the last byte has been written, and only then. */
    private static Point.In delivered() {
        String state = "org.eclipse.jetty.server.HttpChannelState";
        return Point.in(state)
                .formOfExtra("a response is whole")
                .method("completeResponse", "()Z")
                .exit("DELIVERED", self().field(state, "_channel", A_CHANNEL).lane(CHANNEL));
    }

    private static Point.In reading() {
        String input = "org.eclipse.jetty.server.HttpInput";
        Value lane = self().field(input, "_channelState", "Lorg/eclipse/jetty/server/HttpChannelState;")
                .call("org.eclipse.jetty.server.HttpChannelState", "getHttpChannel", "()" + A_CHANNEL)
                .lane(CHANNEL);
        return Point.in(input)
                .formOf("a body is read")
                .method("read", "([BII)I")
                .entry("READING", lane)
                .exit("READ", lane);
    }

    private static Point.In http2() {
        Value lane = lane(self());
        Point.In points = Point.in(HTTP2).formOfExtra("an HTTP/2 response is sent");
        String[] descriptors = {
            "(Lorg/eclipse/jetty/http/MetaData$Response;ZLjava/nio/ByteBuffer;ZLorg/eclipse/jetty/util/Callback;)V",
            "(Lorg/eclipse/jetty/http/MetaData$Request;Lorg/eclipse/jetty/http/MetaData$Response;Ljava/nio/ByteBuffer;Z"
                    + "Lorg/eclipse/jetty/util/Callback;)V"
        };
        for (String descriptor : descriptors) {
            points.method("send", descriptor)
                    .entry("COMMITTED", lane, number(0))
                    .entry("WRITING", lane);
        }
        return points;
    }

    private static Point.In http2Sent() {
        String callback = HTTP2 + "$TransportCallback";
        Value lane = lane(self().field(callback, "this$0", "L" + HTTP2.replace('.', '/') + ";"));
        return Point.in(callback)
                .formOfExtra("an HTTP/2 response has left")
                .method("succeeded", "()V")
                .entry("WROTE", lane, thrown())
                .method("failed", "(Ljava/lang/Throwable;)V")
                .entry("WROTE", lane, argument(0));
    }

    private static Value lane(Value transport) {
        return transport
                .call(HTTP2, "getStream", "()L" + STREAM.replace('.', '/') + ";")
                .callInterface(STREAM, "getAttachment", "()Ljava/lang/Object;")
                .cast(CHANNEL)
                .lane(CHANNEL);
    }
}
