package dev.gatewayhealth.nginx;

import java.util.List;

/** What nginx asks of a {@code proxy_pass} before it loads one (nginx: {@code ngx_http_proxy_pass}). */
final class PassCheck {

    private final HttpConf conf;
    private final Refusals refusals;

    PassCheck(HttpConf conf, Refusals refusals) {
        this.conf = conf;
        this.refusals = refusals;
    }

    void check(Loc location) {
        check(location, location.scope());
        steps(location, location.steps());
        Scope limited = location.limitExcept();
        if (limited != null) {
            check(location, limited);
        }
    }

    private void steps(Loc location, List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.If branch) {
                check(location, branch.scope());
                steps(location, branch.steps());
            }
        }
    }

    private void check(Loc location, Scope scope) {
        Directive directive = scope.own("proxy_pass");
        if (directive == null || !Template.of(directive.arg(0)).constant()) {
            return;
        }
        ProxyPass pass = ProxyPass.parse(directive.arg(0));
        if (pass == null) {
            refusals.add(directive.place(), "invalid URL prefix in \"" + directive.arg(0) + "\"");
            return;
        }
        boolean noUriHere = !location.isStatic() || scope.kind() != Scope.Kind.LOCATION;
        if (noUriHere && !pass.uri().isEmpty()) {
            refusals.add(
                    directive.place(),
                    "\"proxy_pass\" cannot have URI part in location given by regular expression, or inside named"
                            + " location, or inside \"if\" statement, or inside \"limit_except\" block");
        }
        Address address = pass.address();
        if (address == null) {
            refusals.add(directive.place(), "invalid port in upstream \"" + pass.authority() + "\"");
        } else if (address.unix() == null
                && !pass.authority().equalsIgnoreCase(address.host())
                && conf.upstream(address.host()) != null) {
            refusals.add(directive.place(), "upstream \"" + address.host() + "\" may not have port " + address.port());
        }
    }
}
