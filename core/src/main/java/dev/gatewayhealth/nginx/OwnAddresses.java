package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Listening;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The addresses under which this service can be meant: where it listens, and what this machine is called. Never asks a name server. */
final class OwnAddresses {

    /** Whether an address is this service. */
    enum Ours {
        YES,
        NO,
        /** The port is ours; whether the name is cannot be told without a name server. */
        PERHAPS
    }

    private final List<Listening> listening;
    private final Set<String> hosts;
    private final boolean given;

    private OwnAddresses(Collection<Listening> listening, Set<String> hosts, boolean given) {
        this.listening = List.copyOf(listening);
        this.hosts = Set.copyOf(hosts);
        this.given = given;
    }

    /** With the names this machine gives itself. */
    static OwnAddresses ofThisMachine(Collection<Listening> listening) {
        Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "::1", "0.0.0.0", "::"));
        String name = System.getenv("HOSTNAME");
        if (name != null && !name.isEmpty()) {
            hosts.add(ByteText.lower(name));
        }
        try {
            Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
            while (interfaces != null && interfaces.hasMoreElements()) {
                interfaces.nextElement().getInterfaceAddresses().forEach(a -> hosts.add(text(a.getAddress())));
            }
        } catch (SocketException e) {
            // Without a list of interfaces the names above are what is left.
        }
        return new OwnAddresses(listening, hosts, false);
    }

    /** With names somebody has listed; no other is ours. */
    static OwnAddresses named(Collection<Listening> listening, Collection<String> names) {
        Set<String> hosts = new HashSet<>();
        names.forEach(name -> hosts.add(ByteText.lower(name)));
        return new OwnAddresses(listening, hosts, true);
    }

    Ours ours(Address address) {
        String unix = address.unix();
        if (unix != null) {
            return listening.stream().anyMatch(l -> unix.equals(l.unixPath())) ? Ours.YES : Ours.NO;
        }
        boolean perhaps = false;
        for (Listening place : listening) {
            if (place.unixPath() == null && place.port() == address.port()) {
                Ours here = on(place, address);
                if (here == Ours.YES) {
                    return here;
                }
                perhaps |= here == Ours.PERHAPS;
            }
        }
        return perhaps ? Ours.PERHAPS : Ours.NO;
    }

    /** Whether it is an address of this machine for certain, whoever listens there. */
    boolean local(Address address) {
        String host = address.host();
        return address.unix() != null
                || host.equals("localhost")
                || (address.numeric() && (host.startsWith("127.") || hosts.contains(host)));
    }

    private Ours on(Listening place, Address address) {
        String host = address.host();
        boolean local =
                hosts.contains(host) || (hosts.contains("127.0.0.1") && host.startsWith("127.") && address.numeric());
        if (local) {
            boolean reaches = place.everywhere() || place.address().equals(host) || !address.numeric();
            return reaches || given ? Ours.YES : Ours.NO;
        }
        return given || address.numeric() ? Ours.NO : Ours.PERHAPS;
    }

    /** Without the zone of a link-local address. */
    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        return compressed(bare);
    }

    /** Java spells IPv6 in full; configurations spell the longest run of zeros as two colons (RFC 5952). */
    private static String compressed(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String best = "";
        java.util.regex.Matcher zeros =
                java.util.regex.Pattern.compile("(?:^|:)0(?::0)+(?=:|$)").matcher(address);
        while (zeros.find()) {
            best = zeros.group().length() > best.length() ? zeros.group() : best;
        }
        if (best.isEmpty()) {
            return address;
        }
        int at = address.indexOf(best);
        String head = address.substring(0, at);
        String tail = address.substring(at + best.length());
        return head + (tail.isEmpty() ? "::" : ":" + tail);
    }
}
