package dev.gatewayhealth.agent.liberty;

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
 * Where Liberty is hooked: in its HTTP channel and the dispatcher above it, below every kind of application. The channel's service context,
 * which has request, response and connection, carries the lane; over HTTP/2 each stream has one of its own.
 */
public final class LibertyPoints {

    private static final String CONTEXT = "com.ibm.ws.http.channel.internal.HttpServiceContextImpl";
    private static final String LINK = "com.ibm.ws.http.dispatcher.internal.channel.HttpDispatcherLink";
    private static final String A_LINK = "Lcom/ibm/ws/http/dispatcher/internal/channel/HttpDispatcherLink;";
    private static final String TASK = LINK + "$TaskWrapper";
    private static final String RESPONSE = "com.ibm.ws.http.channel.internal.HttpResponseMessageImpl";

    /** Of the TCP channel. It carries a lane only once another protocol is served on it. */
    private static final String SOCKET = "com.ibm.ws.tcpchannel.internal.SocketIOChannel";

    /** Loaded before the port is open, and so shows where the class of its connections is, which belongs to another bundle than HTTP. */
    private static final String PORT = "com.ibm.ws.tcpchannel.internal.TCPChannel";

    private static final String A_CONNECTION = "Lcom/ibm/wsspi/channelfw/VirtualConnection;";

    private LibertyPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>();
        points.addAll(begin().points());
        points.addAll(dispatcher().points());
        points.addAll(task().points());
        points.addAll(wire().points());
        points.addAll(body().points());
        points.addAll(tunnel());
        points.addAll(port().points());
        return new Instrumented("Liberty", points, Set.of(CONTEXT, LINK, SOCKET, PORT));
    }

    /** Called for each request that is to be served, whatever then becomes of it. */
    private static Point.In begin() {
        Value context = argument(0).cast(CONTEXT);
        return Point.in("com.ibm.ws.http.dispatcher.internal.channel.HttpRequestImpl")
                .method("init", "(Lcom/ibm/wsspi/http/channel/inbound/HttpInboundServiceContext;)V")
                .entryInto(new LaneOf(context, CONTEXT), "LANE", context.lane(CONTEXT), context, context)
                .entry("BEGIN", context.lane(CONTEXT), longNumber(-1));
    }

    /** The link has no context yet when it gets ready, and a poll is answered before it looks for an application. */
    private static Point.In dispatcher() {
        return Point.in(LINK)
                .method("ready", "(" + A_CONNECTION + ")V")
                .entry("ANSWER", self(), self(), number(-1))
                .exit("PARKED", laneOf(self()), number(1))
                .method("wrapHandlerAndExecute", "(Ljava/lang/Runnable;)V")
                .shareFirst(new LaneOf(self(), LINK), laneOf(self()))
                .method("close", "(" + A_CONNECTION + "Ljava/lang/Exception;)V")
                .entry("ENDED", laneOf(self()));
    }

    /** What serves the request, on the thread that read it or on one of an executor. */
    private static Point.In task() {
        Value lane = self().field(TASK, "ic", A_LINK).lane(LINK);
        return Point.in(TASK).method("run", "()V").entry("RESUMED", lane).exit("PARKED", lane, number(0));
    }

    private static Point.In wire() {
        Value lane = self().lane(CONTEXT);
        return Point.in(CONTEXT)
                .method("setHeadersSent", "()V")
                .exit("COMMITTED", lane, number(0))
                .exit(
                        "STATUS",
                        lane,
                        self().field(CONTEXT, "myResponse", 'L' + RESPONSE.replace('.', '/') + ';')
                                .call(RESPONSE, "getStatusCodeAsInt", "()I"))
                .method("synchWrite", "()V")
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown())
                .method("asynchWrite", "(Lcom/ibm/wsspi/tcpchannel/TCPWriteCompletedCallback;)" + A_CONNECTION)
                .exit("WROTE", lane, thrown());
    }

    /** Where more of a request's body is asked of the connection, and where it has come, at once or later on another thread. */
    private static Point.In body() {
        Value lane = self().lane(CONTEXT);
        return Point.in(CONTEXT)
                .method("fillABuffer", "(JZZ)Z")
                .entry("READING", lane)
                .method("getNextReadBuffer", "()Lcom/ibm/wsspi/bytebuffer/WsByteBuffer;")
                .exit("READ", lane);
    }

    /** What is read and written once a connection was upgraded passes the HTTP channel by. */
    private static List<Point> tunnel() {
        Value lane = self().lane(SOCKET);
        String request = "Lcom/ibm/ws/tcpchannel/internal/TCPBaseRequestContext;";
        String result = "Lcom/ibm/ws/tcpchannel/internal/SocketIOChannel$IOResult;";
        return Point.in(SOCKET)
                .formOfExtra("an upgraded connection")
                .method("attemptReadFromSocket", '(' + request + "Z)" + result)
                .exit("READ", lane)
                .method("attemptWriteToSocket", '(' + request + ')' + result)
                .entry("WRITING", lane)
                .exit("WROTE", lane, thrown())
                .method("close", "()V")
                .entry("ENDED", lane)
                .points();
    }

    private static Point.In port() {
        return Point.in("com.ibm.ws.http.internal.HttpChain")
                .method("chainStarted", "(Lcom/ibm/websphere/channelfw/ChainData;)V")
                .exit("LISTENING", self());
    }

    private static Value laneOf(Value link) {
        String context = "com.ibm.ws.http.channel.internal.inbound.HttpInboundServiceContextImpl";
        return link.field(LINK, "isc", 'L' + context.replace('.', '/') + ';').lane(CONTEXT);
    }
}
