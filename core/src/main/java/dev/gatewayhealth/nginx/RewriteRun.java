package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the rewrite module's steps of one level for one walk (nginx: {@code ngx_http_rewrite_handler}). */
final class RewriteRun {

    /** Statuses that go through {@code error_page} even with a text, which is their Location. */
    private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

    private final Walk walk;
    private final Trail trail;
    private boolean over;

    RewriteRun(Walk walk, Trail trail) {
        this.walk = walk;
        this.trail = trail;
    }

    /** Where the walk goes instead of on to the next phase, null for on. */
    @Nullable
    Next run(List<Step> steps) {
        for (Step step : steps) {
            Next next = run(step);
            if (next != null || over) {
                return next;
            }
        }
        return null;
    }

    private @Nullable Next run(Step step) {
        if (step instanceof Step.Set set) {
            walk.variables().assign(ByteText.lower(set.name()), set.value().value(walk));
            return null;
        }
        if (step instanceof Step.Break) {
            walk.at().stays();
            over = true;
            return null;
        }
        if (step instanceof Step.Return answer) {
            return returned(answer);
        }
        if (step instanceof Step.Rewrite rewrite) {
            return rewrite(rewrite);
        }
        return step instanceof Step.If branch ? branch(branch) : null;
    }

    private Next returned(Step.Return answer) {
        trail.note("return " + answer.status());
        boolean page = answer.status() >= 400 && !answer.hasText();
        if (!page && !REDIRECTS.contains(answer.status())) {
            trail.ends(Trail.Outcome.OTHER, answer.status());
            return new Next.End();
        }
        return new Next.Status(answer.status());
    }

    private @Nullable Next branch(Step.If branch) {
        Boolean holds = holds(branch.condition());
        if (holds == null) {
            trail.loses("location", "the condition in " + branch.scope().place());
            return new Next.End();
        }
        if (!holds) {
            return null;
        }
        trail.note("if " + String.join(" ", branch.scope().block().args()) + " holds");
        walk.makeCurrent(branch.scope());
        return run(branch.steps());
    }

    private @Nullable Next rewrite(Step.Rewrite rewrite) {
        Regex.Found found = rewrite.regex().find(walk.uri(), walk.steps());
        if (found.undecided()) {
            trail.loses("location", "the regular expression " + rewrite.regex().text());
            return new Next.End();
        }
        if (!found.yes()) {
            walk.variables().forgetCaptures();
            return null;
        }
        walk.variables().captured(new Captured(rewrite.regex(), found));
        if (rewrite.flag() == Step.Flag.REDIRECT || rewrite.flag() == Step.Flag.PERMANENT) {
            return new Next.Status(rewrite.flag() == Step.Flag.REDIRECT ? 302 : 301);
        }
        String uri = rewrite.replacement().value(walk);
        String args = args(rewrite);
        if (uri == null || (rewrite.args() != null && args == null)) {
            trail.loses("location", "a variable in " + rewrite.replacement().text());
            return new Next.End();
        }
        if (uri.isEmpty()) {
            // nginx: "the rewritten URI has a zero length".
            return new Next.Status(500);
        }
        trail.note("rewrite " + rewrite.regex().text() + " makes it " + uri);
        walk.at().rewritten(uri, args, rewrite.flag() == Step.Flag.BREAK);
        over = rewrite.flag() != Step.Flag.NONE;
        return null;
    }

    /** Null where they stay as they are, or are unknown. */
    private @Nullable String args(Step.Rewrite rewrite) {
        Template template = rewrite.args();
        String value = template == null ? null : template.value(this::inArgs);
        boolean more = value != null && rewrite.keepsArgs() && !walk.args().isEmpty();
        return more ? value + "&" + walk.args() : value;
    }

    private @Nullable String inArgs(String name) {
        String value = walk.value(name);
        boolean capture = name.length() == 1 && Character.isDigit(name.charAt(0));
        return value != null && capture && walk.at().encodesCaptures()
                ? Escape.args(value, walk.conf().version())
                : value;
    }

    private @Nullable Boolean holds(Condition condition) {
        if (condition instanceof Condition.Truth truth) {
            String value = walk.value(truth.variable());
            return value == null ? null : (!value.isEmpty() && !value.equals("0"));
        }
        if (condition instanceof Condition.Equal equal) {
            String value = walk.value(equal.variable());
            String text = equal.text().value(walk);
            return (value == null || text == null) ? null : value.equals(text) != equal.negated();
        }
        if (condition instanceof Condition.Like like) {
            return like(like);
        }
        Condition.FileTest test = (Condition.FileTest) condition;
        String file = test.file().value(walk);
        if (file == null && walk.filesExist()) {
            return null;
        }
        return (file != null && walk.fileExists(file)) != test.negated();
    }

    private @Nullable Boolean like(Condition.Like like) {
        String value = walk.value(like.variable());
        Regex.Found found = value == null ? null : like.regex().find(value, walk.steps());
        if (found == null || found.undecided()) {
            return null;
        }
        if (found.yes()) {
            walk.variables().captured(new Captured(like.regex(), found));
        } else {
            walk.variables().forgetCaptures();
        }
        return found.yes() != like.negated();
    }
}
