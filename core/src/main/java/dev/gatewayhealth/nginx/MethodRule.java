package dev.gatewayhealth.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a method lets an exit's level be the one in force: {@code limit_except}, and conditions on {@code $request_method}. */
final class MethodRule {

    // What can be at a step: sets of these, as bits.
    private static final int IN_FORCE = 1;
    private static final int NOT_IN_FORCE = 2;
    private static final int STOPPED = 4;

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
        int start = exit.scope() == exit.loc().scope() ? IN_FORCE : NOT_IN_FORCE;
        return (follow(exit.loc().steps(), method, start) & (IN_FORCE | STOPPED)) != 0;
    }

    private int follow(List<Step> steps, String method, int before) {
        int can = before;
        for (Step step : steps) {
            if (step instanceof Step.If branch) {
                can = branch(branch, method, can);
            } else if (step instanceof Step.Return) {
                can &= STOPPED;
            } else if (step instanceof Step.Break) {
                can = stopped(can) & STOPPED;
            } else if (step instanceof Step.Rewrite rewrite && rewrite.flag() == Step.Flag.BREAK) {
                // Nobody knows here whether it matches.
                can = stopped(can);
            }
        }
        return can;
    }

    private int branch(Step.If branch, String method, int can) {
        Boolean holds = holds(branch.condition(), method);
        if ((can & ~STOPPED) == 0 || (holds != null && !holds)) {
            return can;
        }
        int own = branch.scope() == exit.scope() ? IN_FORCE : NOT_IN_FORCE;
        int inside = follow(branch.steps(), method, own | (can & STOPPED));
        return holds == null ? can | inside : inside;
    }

    /** Whoever stops there with the exit's level in force goes on to the proxy with it. */
    private static int stopped(int can) {
        return (can & IN_FORCE) != 0 ? can | STOPPED : can;
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
}
