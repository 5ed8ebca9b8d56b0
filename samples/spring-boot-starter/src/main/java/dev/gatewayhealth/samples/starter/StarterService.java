package dev.gatewayhealth.samples.starter;

import dev.gatewayhealth.spring.GatewayFindingEvent;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with one page that is fast, one that is not, and an ear for what Gateway Health finds. */
@SpringBootApplication
@RestController
public class StarterService {

    private static final Logger LOG = LoggerFactory.getLogger(StarterService.class);

    public static void main(String[] arguments) {
        SpringApplication.run(StarterService.class, arguments);
    }

    @GetMapping("/hello")
    String hello() {
        return "hello";
    }

    /** Keeps nginx waiting for seven seconds. */
    @GetMapping("/slow")
    String slow() throws InterruptedException {
        TimeUnit.SECONDS.sleep(7);
        return "at last";
    }

    @EventListener
    void found(GatewayFindingEvent finding) {
        LOG.info("heard: {} {}", finding.code(), finding.turn());
    }
}
