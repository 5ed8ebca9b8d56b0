package dev.gatewayhealth.report;

import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.GatewayAnswer;
import dev.gatewayhealth.finding.Remedy;

/** The report as JSON. What is unknown is left out; only {@code until} says null, while a finding is active. */
public final class JsonReport {

    private JsonReport() {}

    /**
     * {@return the report in UTF-8, at most a little over a megabyte} A longer one is cut at an element and says {@code "truncated":true}.
     *
     * @param report the picture to write
     */
    public static byte[] of(Report report) {
        JsonWriter json = new JsonWriter();
        json.open('{')
                .member("status", report.status())
                .member("at", report.at())
                .member("since", report.since())
                .member("version", report.version())
                .array("hooks", report.hooks(), JsonReport::hook);
        contract(json, report.contract());
        exchanges(json, report.exchanges());
        json.array("resources", report.resources(), JsonReport::resource)
                .array("pollers", report.pollers(), JsonReport::poller)
                .array("findings", report.findings(), JsonReport::finding);
        if (json.truncated()) {
            json.member("truncated", true);
        }
        return json.close('}').utf8();
    }

    private static void hook(JsonWriter json, Report.Hook hook) {
        json.open('{')
                .member("server", hook.server())
                .member("point", hook.point())
                .member("state", hook.state())
                .close('}');
    }

    private static void contract(JsonWriter json, Report.Contract contract) {
        json.name("contract")
                .open('{')
                .member("source", contract.source())
                .array("assumed", contract.assumed(), JsonWriter::value)
                .array("locations", contract.locations(), JsonReport::location)
                .close('}');
    }

    private static void location(JsonWriter json, Report.Location location) {
        json.open('{')
                .member("match", location.match())
                .member("server", location.server())
                .member("at", location.at())
                .name("limits")
                .open('{');
        for (Report.Limit limit : location.limits()) {
            limit(json, limit);
        }
        json.close('}').close('}');
    }

    private static void limit(JsonWriter json, Report.Limit limit) {
        json.name(limit.directive())
                .open('{')
                .member("ms", limit.ms())
                .member("bytes", limit.bytes())
                .member("value", limit.value())
                .member("unknown", limit.unknown())
                .member("source", limit.source())
                .close('}');
    }

    private static void exchanges(JsonWriter json, Report.Exchanges exchanges) {
        json.name("exchanges")
                .open('{')
                .member("inFlight", exchanges.inFlight())
                .member("started", exchanges.started())
                .member("answered", exchanges.answered())
                .member("failed", exchanges.failed())
                .member("gaveUp", exchanges.gaveUp())
                .member("abandoned", exchanges.abandoned())
                .member("overflowed", exchanges.overflowed())
                .member("longestSilenceMs", exchanges.longestSilenceMs())
                .array("near", exchanges.near(), JsonReport::near)
                .close('}');
    }

    private static void near(JsonWriter json, Report.Near near) {
        json.open('{')
                .member("id", near.id())
                .member("requestId", near.requestId())
                .member("method", near.method())
                .member("path", near.path())
                .member("location", near.location())
                .member("phase", near.phase())
                .member("state", near.state())
                .member("async", near.async())
                .member("silenceMs", near.silenceMs())
                .member("limitMs", near.limitMs())
                .member("limitSource", near.limitSource())
                .member("ambiguous", near.ambiguous())
                .member("queuedMs", near.queuedMs())
                .member("thread", near.thread())
                .array("stack", near.stack(), JsonWriter::value)
                .close('}');
    }

    private static void resource(JsonWriter json, Report.ResourceState resource) {
        json.open('{')
                .member("name", resource.name())
                .member("used", resource.used())
                .member("limit", resource.limit())
                .member("source", resource.source())
                .member("headroom", resource.headroom())
                .member("perSecond", resource.perSecond())
                .member("exhaustedInSeconds", resource.exhaustedInSeconds())
                .member("confidence", resource.confidence())
                .member("absent", resource.absent())
                .close('}');
    }

    private static void poller(JsonWriter json, Report.Poller poller) {
        json.open('{')
                .member("from", poller.from())
                .member("agent", poller.agent())
                .member("everySeconds", poller.everySeconds())
                .member("lastSeen", poller.lastSeen())
                .member("sawDown", poller.sawDown())
                .close('}');
    }

    private static void finding(JsonWriter json, Finding finding) {
        json.open('{')
                .member("code", finding.code().word())
                .member("severity", finding.severity().word())
                .member("since", finding.since())
                .name("until")
                .value(finding.until())
                .member("count", finding.count())
                .member("message", finding.message());
        GatewayAnswer gateway = finding.gateway();
        if (gateway != null) {
            json.name("gateway")
                    .open('{')
                    .member("status", gateway.status() == 0 ? null : gateway.status())
                    .member("errorLog", gateway.errorLog())
                    .close('}');
        }
        json.name("evidence")
                .value(finding.evidence())
                .array("remedy", finding.remedy(), JsonReport::remedy)
                .close('}');
    }

    private static void remedy(JsonWriter json, Remedy remedy) {
        json.open('{')
                .member("where", remedy.where())
                .member("change", remedy.change())
                .close('}');
    }
}
