package dev.gatewayhealth.agent.cli;

import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.nginx.Gateway;
import dev.gatewayhealth.nginx.NginxSize;
import dev.gatewayhealth.nginx.NginxTime;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The locations that proxy to the service, each limit with the place it comes from. */
final class LimitTable {

    private static final String[] HEADINGS = {"location", "directive", "value", "from"};

    private final PrintWriter out;

    LimitTable(PrintWriter out) {
        this.out = out;
    }

    void print(Gateway gateway) {
        List<Location> locations = gateway.limits();
        if (locations.isEmpty()) {
            out.println("No location proxies to this service.");
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(HEADINGS);
        locations.forEach(location -> add(rows, location));
        int[] widths = widths(rows);
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(String.format("%-" + widths[i] + "s  ", row[i]));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static void add(List<String[]> rows, Location location) {
        Limits limits = location.limits();
        String name = location.match() + (location.server().isEmpty() ? "" : " of " + location.server()) + " ("
                + location.at() + ")";
        row(rows, name, limits.readDirective(), limits.proxyReadTimeout().map(NginxTime::format));
        if (limits.handedOn()) {
            row(rows, "", "proxy_connect_timeout", limits.proxyConnectTimeout().map(NginxTime::format));
            return;
        }
        row(rows, "", "proxy_send_timeout", limits.proxySendTimeout().map(NginxTime::format));
        row(rows, "", "proxy_connect_timeout", limits.proxyConnectTimeout().map(NginxTime::format));
        row(rows, "", "proxy_buffer_size", limits.proxyBufferSize().map(NginxSize::format));
        row(rows, "", "client_max_body_size", limits.clientMaxBodySize().map(NginxSize::format));
        row(rows, "", "keepalive_timeout", limits.keepaliveTimeout().map(NginxTime::format));
    }

    private static void row(List<String[]> rows, String name, String directive, Sourced<String> value) {
        String text = value.value();
        rows.add(new String[] {name, directive, text == null ? "unknown" : text, value.source()});
    }

    private static int[] widths(List<String[]> rows) {
        int[] widths = new int[HEADINGS.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }
}
