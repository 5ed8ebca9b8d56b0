package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.FindingListener;

/**
 * The findings that were not said in a line of their own: a wrong setting is told where it is read, long before there is a monitor, and
 * one line about it is enough.
 */
record Unsaid(FindingListener lines) implements FindingListener {

    @Override
    public void began(Finding finding) {
        if (finding.code() != Code.SETTINGS_INVALID) {
            lines.began(finding);
        }
    }

    @Override
    public void changed(Finding finding) {
        lines.changed(finding);
    }

    @Override
    public void ended(Finding finding) {
        lines.ended(finding);
    }
}
