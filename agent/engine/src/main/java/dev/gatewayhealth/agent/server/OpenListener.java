package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.Resource;
import java.util.List;

/**
 * A listener of a server, its port open.
 *
 * @param server name and version, for example {@code Tomcat/11.0.27}
 * @param listening where it listens
 * @param resources what of it can run out
 * @param limits what it tolerates, read only when asked
 * @param loader the class loader the server lives in
 */
public record OpenListener(
        String server, Listening listening, List<Resource> resources, LimitSource limits, ClassLoader loader) {

    public OpenListener {
        resources = List.copyOf(resources);
    }
}
