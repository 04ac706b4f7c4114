package io.holdfast.retention.clock;

import io.holdfast.archive.LoggedTrouble;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of the cluster does the day's work. */
@DisallowConcurrentExecution
final class DailyJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(DailyJob.class);

  private final Runnable work;

  DailyJob(Runnable work) {
    this.work = work;
  }

  @Override
  public void execute(JobExecutionContext context) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error(
          "the day's disposal plan failed and is made again tomorrow: {}", LoggedTrouble.whole(e));
    }
  }
}
