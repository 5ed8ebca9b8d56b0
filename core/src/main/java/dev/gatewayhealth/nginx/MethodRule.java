package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a method lets an exit's level be the one in force: {@code limit_except}, and conditions on {@code $request_method}. */
final class MethodRule {

    private final Exit exit;
    private final boolean methodMayDiffer;
    private final boolean plain;

    MethodRule(Exit exit) {
        this.exit = exit;
        Scope scope = exit.scope();
        this.methodMayDiffer = scope.nearest("proxy_method") != null || scope.nearest("proxy_cache") != null;
        this.plain = exit.loc().limitExcept() == null && exit.loc().steps().isEmpty();
    }

    boolean admits(String method) {
        if (plain || methodMayDiffer) {
            return true;
        }
        Scope limited = exit.loc().limitExcept();
        boolean limits = limited != null && !exempts(limited, method);
        if (limits != (exit.scope().kind() == Scope.Kind.LIMIT_EXCEPT)) {
            return false;
        }
        return limits || possible(method);
    }

    static boolean exempts(Scope limited, String method) {
        for (String name : limited.block().args()) {
            if (name.equalsIgnoreCase(method) || (name.equalsIgnoreCase("GET") && method.equals("HEAD"))) {
                return true;
            }
        }
        return false;
    }

    /** Follows the steps, keeping what each condition can be; the last condition that holds decides. */
    private boolean possible(String method) {
        Fate fate =
                follow(exit.loc().steps(), method, exit.scope() == exit.loc().scope() ? Fate.YES : Fate.NO);
        return fate != Fate.NO;
    }

    private Fate follow(List<Step> steps, String method, Fate before) {
        Fate fate = before;
        for (Step step : steps) {
            if (step instanceof Step.If branch) {
                Boolean holds = holds(branch.condition(), method);
                if (holds == null) {
                    Fate inside = follow(branch.steps(), method, own(branch));
                    fate = inside == Fate.NO && fate == Fate.NO ? Fate.NO : Fate.PERHAPS;
                } else if (holds) {
                    fate = follow(branch.steps(), method, own(branch));
                }
            } else if (step instanceof Step.Return) {
                return before == Fate.YES && fate == Fate.PERHAPS ? Fate.PERHAPS : Fate.NO;
            } else if (step instanceof Step.Break) {
                return fate;
            }
        }
        return fate;
    }

    private Fate own(Step.If branch) {
        return branch.scope() == exit.scope() ? Fate.YES : Fate.NO;
    }

    private static @Nullable Boolean holds(Condition condition, String method) {
        if (condition instanceof Condition.Equal equal
                && equal.variable().equals("request_method")
                && equal.text().constant()) {
            return equal.text().text().equals(method) != equal.negated();
        }
        if (condition instanceof Condition.Like like && like.variable().equals("request_method")) {
            Regex.Found found = like.regex().find(method);
            return found.undecided() ? null : (Boolean) (found.yes() != like.negated());
        }
        return null;
    }

    /** Whether the exit's level is the one in force. */
    private enum Fate {
        YES,
        PERHAPS,
        NO
    }
}
