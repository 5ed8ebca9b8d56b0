package dev.gatewayhealth.samples.boot;

import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One page that is fine, and one that answers when it is too late. */
@RestController
class Pages {

    @GetMapping("/hello")
    String hello() {
        return "hello\n";
    }

    /** Says nothing for a while, as a slow query does. */
    @GetMapping("/slow")
    String slow(@RequestParam(defaultValue = "8") long seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
        return "answered after " + seconds + " s\n";
    }
}
