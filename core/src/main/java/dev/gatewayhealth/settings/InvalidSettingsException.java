package dev.gatewayhealth.settings;

import java.util.List;

/** Settings that cannot be used, where the convention is to fail at start-up. */
public final class InvalidSettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidSettingsException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::line).toList()));
        this.problems = List.copyOf(problems);
    }

    /** {@return what is wrong, each in one line} The message has the same lines. */
    public List<Problem> problems() {
        return problems;
    }
}
