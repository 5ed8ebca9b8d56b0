package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.resource.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listener of a server, its port open.
 *
 * @param server name and version, for example {@code Tomcat/11.0.27}
 * @param listening where it listens
 * @param resources what of it can run out
 * @param limits what it tolerates, read only when asked
 * @param loader the class loader the server lives in
 * @param leaving what it can be told before its server stops, null if nothing
 */
public record OpenListener(
        String server,
        Listening listening,
        List<Resource> resources,
        LimitSource limits,
        ClassLoader loader,
        @Nullable Leaving leaving) {

    /**
     * Keeps a copy of the collection.
     *
     * @param server see {@link #server()}
     * @param listening see {@link #listening()}
     * @param resources copied
     * @param limits see {@link #limits()}
     * @param loader see {@link #loader()}
     * @param leaving see {@link #leaving()}
     */
    public OpenListener {
        resources = List.copyOf(resources);
    }

    /** {@return what its server is called without the version} */
    public String kind() {
        int slash = server.indexOf('/');
        return slash < 0 ? server : server.substring(0, slash);
    }

    /**
     * {@return the same, of a server that is called otherwise}
     *
     * @param otherKind in place of its server's name
     */
    public OpenListener of(String otherKind) {
        String otherName = otherKind + server.substring(kind().length());
        return new OpenListener(otherName, listening, resources, limits, loader, leaving);
    }

    /**
     * One whose server simply stops.
     *
     * @param server name and version, for example {@code Tomcat/11.0.27}
     * @param listening where it takes connections
     * @param resources what of it can run out
     * @param limits read only when asked
     * @param loader the class loader the server lives in
     */
    public OpenListener(
            String server, Listening listening, List<Resource> resources, LimitSource limits, ClassLoader loader) {
        this(server, listening, resources, limits, loader, null);
    }
}
