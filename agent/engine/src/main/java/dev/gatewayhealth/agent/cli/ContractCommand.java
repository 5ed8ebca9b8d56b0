package dev.gatewayhealth.agent.cli;

import dev.gatewayhealth.audit.Audit;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Problem;
import dev.gatewayhealth.nginx.Gateway;
import dev.gatewayhealth.nginx.MapPrefix;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code contract}: which locations of a configuration proxy to a service, and what they tolerate. */
@Command(
        name = "contract",
        description = "Prints what an nginx configuration means for a service behind it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ContractCommand implements Callable<Integer> {

    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--conf",
            required = true,
            paramLabel = "FILE",
            description = "The main file, or the output of nginx -T.")
    private Path conf = Path.of("nginx.conf");

    @Option(
            names = "--app-listen",
            paramLabel = "PORT|HOST:PORT|unix:PATH",
            description = "Where the service listens; may be given several times.")
    private List<String> listens = new ArrayList<>();

    @Option(
            names = "--app-host",
            paramLabel = "NAME",
            description = "A name or address nginx may use for the service; otherwise those of this machine.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--map-prefix",
            paramLabel = "THEIRS=OURS",
            description = "Where a directory of nginx's machine is mounted here: /etc/nginx=/mnt/nginx.")
    private @Nullable String mapPrefix;

    @Option(names = "--nginx-version", paramLabel = "VERSION", description = "Decides nginx's own defaults: 1.22.1.")
    private @Nullable String nginxVersion;

    @Option(
            names = "--request",
            paramLabel = "'METHOD URL'",
            description = "Explains one request: 'GET https://host/path'.")
    private @Nullable String request;

    @Option(
            names = "--requests",
            paramLabel = "FILE",
            description = "JSON requests, one a line; - is standard input. Needs --json.")
    private @Nullable String requests;

    @Option(names = "--json", description = "One JSON object a line, for programs.")
    private boolean json;

    @Option(
            names = "--fail-on",
            paramLabel = "warning|notice",
            description = "Exit with 1 if there is something to say of this severity or above.")
    private @Nullable String failOn;

    ContractCommand(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = Streams.writer(out);
        this.err = Streams.writer(err);
    }

    @Override
    public Integer call() throws IOException {
        List<Listening> listening = listens.stream().map(this::listening).toList();
        if (failOn != null && !failOn.equals("warning") && !failOn.equals("notice")) {
            throw usage("--fail-on takes warning or notice, not \"" + failOn + "\"");
        }
        if (requests != null && !json) {
            throw usage("--requests needs --json; explain a single one with --request 'GET https://host/path'");
        }
        Gateway gateway = Gateway.read(conf, prefix(), nginxVersion, listening, hosts);
        Findings findings = new Findings(Audit.withoutService(gateway.contract(conf.toString()), listening));
        if (json) {
            machine(gateway);
        } else if (request != null) {
            new Explanation(out).explain(gateway, requested(request));
        } else {
            new LimitTable(out).print(gateway);
            findings.print(out);
        }
        out.flush();
        List<Problem> problems = gateway.problems();
        boolean fails = failOn != null && (!problems.isEmpty() || findings.any(failOn));
        if (!json) {
            problems.forEach(problem -> err.println("contract-unreadable: " + problem));
        }
        err.flush();
        return fails ? 1 : 0;
    }

    private void machine(Gateway gateway) throws IOException {
        MachineForm form = new MachineForm(out);
        form.load(gateway);
        form.inventory(gateway);
        if (request != null) {
            form.request(gateway, requested(request).toRequest());
        }
        if (requests != null) {
            if (requests.equals("-")) {
                form.requests(gateway, in);
            } else {
                try (InputStream file = Files.newInputStream(Path.of(requests))) {
                    form.requests(gateway, file);
                }
            }
        }
    }

    private RequestLine requested(String text) {
        RequestLine line = RequestLine.of(text);
        if (line == null) {
            throw usage("\"" + text + "\" is no request: write 'GET https://host/path'");
        }
        return line;
    }

    private @Nullable MapPrefix prefix() {
        if (mapPrefix == null) {
            return null;
        }
        try {
            return MapPrefix.parse(mapPrefix);
        } catch (IllegalArgumentException e) {
            throw usage("--map-prefix: " + e.getMessage());
        }
    }

    private Listening listening(String text) {
        if (text.startsWith("unix:")) {
            return Listening.unix(text.substring(5));
        }
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 1 || port > 65535) {
                throw usage("--app-listen: \"" + text + "\" has no port between 1 and 65535");
            }
            String host = colon < 0 ? "*" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
            return new Listening(host, port, null);
        } catch (NumberFormatException e) {
            throw usage("--app-listen: \"" + text
                    + "\" is no place to listen: write 8080, 127.0.0.1:8080 or unix:/run/app.sock");
        }
    }

    private CommandLine.ParameterException usage(String message) {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        return new CommandLine.ParameterException(line, message);
    }
}
