package dev.gatewayhealth.e2e.rig;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A host of its own for nginx, as far as the service can tell: a network namespace, joined to this one by a pair of interfaces with
 * addresses of the range for such tests (RFC 2544), and an {@code /etc/nginx} that nobody else sees.
 */
public final class OtherHost implements AutoCloseable {

    /** What nginx there reads. */
    static final String MAIN_FILE = "/etc/nginx/nginx.conf";

    private static final String NEEDS =
            "nginx on another host needs root, /etc/nginx, and ip (apt-get install iproute2): ";

    private final String name = "gh" + ProcessHandle.current().pid();
    private final InetAddress service;
    private final InetAddress gateway;

    private OtherHost() {
        int net = (int) (ProcessHandle.current().pid() % 250);
        this.service = address(net, 1);
        this.gateway = address(net, 2);
    }

    /** Makes it; whoever may not is told what it takes. */
    public static OtherHost create() {
        OtherHost host = new OtherHost();
        try {
            host.ip("netns add " + host.name);
            host.ip("link add " + host.name + "s type veth peer name " + host.name + "g netns " + host.name);
            host.ip("addr add " + host.service.getHostAddress() + "/30 dev " + host.name + "s");
            host.ip("link set " + host.name + "s up");
            host.ip("-n " + host.name + " addr add " + host.gateway.getHostAddress() + "/30 dev " + host.name + "g");
            host.ip("-n " + host.name + " link set " + host.name + "g up");
            host.ip("-n " + host.name + " link set lo up");
            return host;
        } catch (AssertionError e) {
            host.close();
            throw e;
        }
    }

    /** The service's end. */
    public InetAddress service() {
        return service;
    }

    /** nginx's end. */
    public InetAddress gateway() {
        return gateway;
    }

    /** The command that runs there with {@code directory/etc} for its {@code /etc/nginx}. */
    List<String> enter(Path directory, List<String> command) {
        List<String> there = new ArrayList<>(List.of("ip", "netns", "exec", name, "/bin/sh", "-c"));
        there.add("mount --bind \"$0\" /etc/nginx && exec \"$@\"");
        there.add(directory.resolve("etc").toString());
        there.addAll(command);
        return there;
    }

    /** The interfaces go with the namespace. */
    @Override
    public void close() {
        Program.run(List.of("ip", "netns", "del", name), Map.of());
    }

    private void ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        Program.Result result = Program.run(command, Map.of());
        if (result.exitCode() != 0) {
            throw new AssertionError(NEEDS + "ip " + arguments + " said " + result.output());
        }
    }

    private static InetAddress address(int net, int host) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 198, 18, (byte) net, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
