package dev.gatewayhealth.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what nginx's rewrite module runs on a level, in the order it stands there (nginx: {@code ngx_http_rewrite_module.c}). */
final class RewriteReading {

    private final MadeVariables variables;
    private final Refusals refusals;

    RewriteReading(MadeVariables variables, Refusals refusals) {
        this.variables = variables;
        this.refusals = refusals;
    }

    List<Step> steps(List<Directive> directives, Scope scope, Scope.Kind ifs) {
        List<Step> steps = new ArrayList<>();
        for (Directive directive : directives) {
            Step step = switch (directive.name()) {
                case "set" -> set(directive);
                case "break" -> new Step.Break();
                case "return" -> answer(directive);
                case "rewrite" -> rewrite(directive);
                case "if" -> condition(directive, scope, ifs);
                default -> null;
            };
            if (step != null) {
                steps.add(step);
            }
        }
        return List.copyOf(steps);
    }

    private @Nullable Step set(Directive directive) {
        if (!directive.arg(0).startsWith("$")) {
            refusals.add(directive.place(), "invalid variable name \"" + directive.arg(0) + "\"");
            return null;
        }
        variables.assign(directive.arg(0).substring(1), directive.place());
        return new Step.Set(directive.arg(0).substring(1), Template.of(directive.arg(1)));
    }

    private @Nullable Step answer(Directive directive) {
        OptionalLong status = NginxSize.number(directive.arg(0));
        boolean url = directive.arg(0).startsWith("http://")
                || directive.arg(0).startsWith("https://")
                || directive.arg(0).startsWith("$scheme");
        if (directive.args().size() == 1 && url) {
            return new Step.Return(302, true);
        }
        if (status.isEmpty() || status.getAsLong() > 999) {
            refusals.add(directive.place(), "invalid return code \"" + directive.arg(0) + "\"");
            return null;
        }
        return new Step.Return((int) status.getAsLong(), directive.args().size() > 1);
    }

    private @Nullable Step rewrite(Directive directive) {
        String replacement = directive.arg(1);
        Step.Flag flag = switch (directive.arg(2)) {
            case "" -> Step.Flag.NONE;
            case "last" -> Step.Flag.LAST;
            case "break" -> Step.Flag.BREAK;
            case "redirect" -> Step.Flag.REDIRECT;
            case "permanent" -> Step.Flag.PERMANENT;
            default -> null;
        };
        if (flag == null) {
            refusals.add(directive.place(), "invalid parameter \"" + directive.arg(2) + "\"");
            return null;
        }
        boolean away = replacement.startsWith("http://")
                || replacement.startsWith("https://")
                || replacement.startsWith("$scheme");
        if (away && flag != Step.Flag.PERMANENT) {
            flag = Step.Flag.REDIRECT;
        }
        if (replacement.isEmpty()) {
            refusals.add(directive.place(), "empty replacement");
        }
        boolean keepsArgs = !replacement.endsWith("?");
        Regex regex = Regex.of(directive.arg(0), false);
        variables.declare(regex, directive);
        String kept = keepsArgs ? replacement : replacement.substring(0, replacement.length() - 1);
        int question = kept.indexOf('?');
        return new Step.Rewrite(
                regex,
                Template.of(question < 0 ? kept : kept.substring(0, question)),
                question < 0 && keepsArgs ? null : Template.of(question < 0 ? "" : kept.substring(question + 1)),
                flag,
                keepsArgs);
    }

    private @Nullable Step condition(Directive directive, Scope outer, Scope.Kind kind) {
        Condition condition = Condition.of(directive.args());
        if (condition == null) {
            refusals.add(directive.place(), "invalid condition \"" + String.join(" ", directive.args()) + "\"");
            return null;
        }
        if (condition instanceof Condition.Like like) {
            variables.declare(like.regex(), directive);
        }
        Scope scope = new Scope(kind, outer, directive);
        return new Step.If(condition, scope, steps(directive.inside(), scope, kind));
    }
}
