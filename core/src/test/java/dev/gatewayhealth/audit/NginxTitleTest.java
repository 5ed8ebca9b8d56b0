package dev.gatewayhealth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxTitleTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;, /etc/nginx/nginx.conf, true",
        "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;, /srv/nginx.conf, false",
        "nginx: master process nginx -c /srv/a.conf, /srv/a.conf, true",
        "nginx: master process nginx -c/srv/a.conf, /srv/a.conf, true",
        "nginx: master process nginx -c /srv/a.conf, /etc/nginx/nginx.conf, false",
        "nginx: master process nginx -p /srv/x -c ../a.conf, /srv/a.conf, true",
        "nginx: master process nginx -c a.conf, /srv/a.conf, false",
        "nginx: master process nginx -p /srv/x/, /srv/x/conf/nginx.conf, true",
        "nginx: worker process, /etc/nginx/nginx.conf, false",
        "java -c /srv/a.conf, /srv/a.conf, false",
        "'', /etc/nginx/nginx.conf, false",
    })
    void aMasterSaysWhichFileItReads(String title, String conf, boolean reads) {
        assertThat(NginxTitle.of(title).reads(conf)).isEqualTo(reads);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "nginx: worker process, true",
        "nginx: worker process is shutting down, true",
        "nginx: cache manager process, false",
        "nginx: master process nginx, false",
    })
    void aWorkerSaysThatItIsOne(String title, boolean is) {
        assertThat(NginxTitle.of(title + "\0\0").isWorker()).isEqualTo(is);
    }
}
