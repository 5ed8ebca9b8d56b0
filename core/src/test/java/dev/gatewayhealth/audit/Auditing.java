package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.nginx.ContractReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An audit of a configuration, written here, against listeners made here, on a machine of a few files. */
final class Auditing {

    final KeepAliveWatch keepAlive = new KeepAliveWatch();
    private final Path root;
    private final List<ListenerLimits> listeners = new ArrayList<>();
    private final List<ListenerLimits.ApplicationTimeout> timeouts = new ArrayList<>();
    private final List<ListenerLimits.ApplicationTimeout> told = new ArrayList<>();
    private final Audit audit;
    private GatewayContract contract = GatewayContract.assumed(Overrides.none(), null);
    private String version = "1.22.1";
    private String main = "";

    Auditing(Path root) {
        this.root = root;
        this.audit = new Audit(keepAlive, root, timeouts);
    }

    /** A Tomcat on 127.0.0.1:8080 as it is unless told otherwise. */
    static ListenerLimits.Builder tomcat() {
        return on("Tomcat/11.0.27", new Listening("127.0.0.1", 8080, null));
    }

    static ListenerLimits.Builder on(String server, Listening listening) {
        return ListenerLimits.of(server, listening)
                .idleTimeout(60_000, "keepAliveTimeout")
                .http2IdleTimeout(20_000, "keepAliveTimeout of HTTP/2")
                .keepAliveRequests(100, "maxKeepAliveRequests")
                .requestHeaderBytes(8192, "maxHttpRequestHeaderSize")
                .formBytes(2_097_152, "maxPostSize")
                .swallowBytes(2_097_152, "maxSwallowSize")
                .asyncTimeout(30_000, "asyncTimeout");
    }

    Auditing version(String nginx) {
        version = nginx;
        return this;
    }

    Auditing service(ListenerLimits.Builder listener) {
        listeners.add(listener.build());
        return this;
    }

    Auditing timeout(ListenerLimits.ApplicationTimeout timeout) {
        timeouts.add(timeout);
        return this;
    }

    /** The service's own applications say so. */
    Auditing told(ListenerLimits.ApplicationTimeout timeout) {
        told.add(timeout);
        return this;
    }

    /** What stands before everything else. */
    Auditing main(String directives) {
        main = directives;
        return this;
    }

    /** The http block of the configuration; call it after the services. */
    Auditing http(String text) {
        try {
            Path conf = Files.writeString(conf(), main + "events { }\nhttp {\n" + text + "\n}\n");
            contract = ContractReader.read(
                    conf,
                    null,
                    version,
                    listeners.stream().map(ListenerLimits::listening).toList(),
                    Overrides.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Where the configuration is written. */
    Path conf() {
        return root.resolve("nginx.conf");
    }

    Auditing settings(Overrides overrides) {
        contract = GatewayContract.assumed(overrides, version);
        return this;
    }

    /** The kernel's table, with a listener on each of these addresses of IPv4. */
    Auditing listening(String... hexAddressAndPort) {
        StringBuilder table = new StringBuilder("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when"
                + " retrnsmt   uid  timeout inode\n");
        for (String each : hexAddressAndPort) {
            table.append("   0: ")
                    .append(each)
                    .append(" 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1"
                            + " 0000000000000000 100 0 0 10 0\n");
        }
        try {
            Path net = Files.createDirectories(root.resolve("proc/self/net"));
            Files.writeString(net.resolve("tcp"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    GatewayContract contract() {
        return contract;
    }

    List<Noticed> look() {
        return audit.look(contract, listeners, told);
    }

    Optional<Noticed> find(Code code) {
        return look().stream().filter(noticed -> noticed.code() == code).findFirst();
    }
}
