package dev.gatewayhealth.spring;

import dev.gatewayhealth.settings.Keys;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches unless {@code enabled} is false, wherever that is written: a system property counts for more than Spring's configuration. */
final class OnGatewayHealth extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("Gateway Health");
        var settings = SpringSettings.read(context.getEnvironment()).settings();
        return settings.enabled()
                ? ConditionOutcome.match(message.because("enabled"))
                : ConditionOutcome.noMatch(message.because("switched off by " + settings.from(Keys.ENABLED)));
    }
}
