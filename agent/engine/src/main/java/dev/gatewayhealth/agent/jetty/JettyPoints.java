package dev.gatewayhealth.agent.jetty;

import dev.gatewayhealth.agent.weave.Instrumented;
import dev.gatewayhealth.agent.weave.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where Jetty is hooked. Up to 11 an {@code HttpChannel} runs a request and is itself the servlet container's; from 12 on the core's
 * {@code HttpChannelState} does, and the servlet layers (ee8 to ee11) stand on it. Both are used again for the next request of their
 * connection, so the lane lives there. Over HTTP/1 the end point carries the same lane, so that what happens on the wire is seen where
 * it happens, and that is the same code in every version.
 */
public final class JettyPoints {

    private JettyPoints() {}

    /** {@return all that is woven of it} */
    public static Instrumented all() {
        List<Point> points = new ArrayList<>();
        points.addAll(ChannelPoints.all());
        points.addAll(CorePoints.all());
        points.addAll(ServletPoints.all());
        points.addAll(WirePoints.all());
        return new Instrumented(
                "Jetty",
                points,
                Set.of(ChannelPoints.CHANNEL, CorePoints.CHANNEL, WirePoints.END_POINT, WirePoints.FILL_INTEREST));
    }
}
