package dev.gatewayhealth.samples.boot;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A connection pool of one: whoever comes second waits, and keeps a request thread meanwhile. */
@RestController
class Pool {

    private final Semaphore connections = new Semaphore(1);

    @GetMapping("/pool")
    String query(@RequestParam(defaultValue = "1000") long ms) throws InterruptedException {
        connections.acquire();
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } finally {
            connections.release();
        }
        return "queried for " + ms + " ms\n";
    }
}
