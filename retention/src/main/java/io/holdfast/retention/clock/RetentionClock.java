package io.holdfast.retention.clock;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.DBConnectionManager;

/**
 * The clustered clock: Quartz with its tables in PostgreSQL (schema {@code operational}, see {@code
 * db/quartz}), so that of many nodes one does the day's work and a node that dies is stood in for.
 *
 * <p>Quartz decides when to wake up, by the machine's time. What is due is decided by the work
 * itself, which asks the archive's own clock.
 */
public final class RetentionClock implements AutoCloseable {
  private static final JobKey DAILY = new JobKey("plan-disposal", "retention");
  private static final TriggerKey DAILY_TRIGGER =
      new TriggerKey("plan-disposal-daily", "retention");
  private static final String SOURCE = "holdfast";

  private final Scheduler scheduler;
  private final Times times;

  /**
   * When the day's work is done.
   *
   * @param at wall-clock time
   * @param zone in which it is told
   */
  public record Times(LocalTime at, ZoneId zone) {}

  /**
   * A clock that does not tick yet.
   *
   * @param name of the cluster; nodes of one archive share it
   * @param catalogue connections to the database that has the tables
   * @param dailyWork plans what is due; called once a day by one node
   */
  public RetentionClock(String name, DataSource catalogue, Times times, Runnable dailyWork) {
    this.times = times;
    String source = SOURCE + "-" + UUID.randomUUID();
    DBConnectionManager.getInstance()
        .addConnectionProvider(source, new CatalogueConnections(catalogue));
    try {
      scheduler = new StdSchedulerFactory(properties(name, source)).getScheduler();
      // Quartz would hand this very scheduler to the next node of the name in this process
      SchedulerRepository.getInstance().remove(name);
      scheduler.setJobFactory((bundle, owner) -> new DailyJob(dailyWork));
    } catch (SchedulerException e) {
      throw trouble("cannot be set up", e);
    }
  }

  private static Properties properties(String name, String source) {
    var properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", name);
    properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    String store = "org.quartz.jobStore.";
    properties.setProperty(store + "class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.setProperty(
        store + "driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    properties.setProperty(store + "dataSource", source);
    properties.setProperty(store + "tablePrefix", "operational.qrtz_");
    properties.setProperty(store + "useProperties", "true");
    properties.setProperty(store + "isClustered", "true");
    properties.setProperty(store + "clusterCheckinInterval", "5000");
    properties.setProperty(store + "misfireThreshold", "60000");
    return properties;
  }

  /** Begins to tick; the day's work that was missed while no node ran is done once. */
  public void start() {
    try {
      var job = JobBuilder.newJob(DailyJob.class).withIdentity(DAILY).storeDurably().build();
      scheduler.addJob(job, true);
      var trigger = trigger();
      if (scheduler.checkExists(DAILY_TRIGGER)) {
        scheduler.rescheduleJob(DAILY_TRIGGER, trigger);
      } else {
        scheduler.scheduleJob(trigger);
      }
      scheduler.start();
    } catch (SchedulerException e) {
      throw trouble("cannot start; see whether the tables of db/quartz are there", e);
    }
  }

  private Trigger trigger() {
    return TriggerBuilder.newTrigger()
        .withIdentity(DAILY_TRIGGER)
        .forJob(DAILY)
        .withSchedule(
            CronScheduleBuilder.dailyAtHourAndMinute(times.at().getHour(), times.at().getMinute())
                .inTimeZone(TimeZone.getTimeZone(times.zone()))
                .withMisfireHandlingInstructionFireAndProceed())
        .build();
  }

  /** When the day's work is done next, if the clock ticks. */
  public Optional<Instant> next() {
    try {
      return Optional.ofNullable(scheduler.getTrigger(DAILY_TRIGGER))
          .map(Trigger::getNextFireTime)
          .map(Date::toInstant);
    } catch (SchedulerException e) {
      throw trouble("cannot read its triggers", e);
    }
  }

  /** Asks for the day's work now, on whichever node is free. */
  public void workNow() {
    try {
      scheduler.triggerJob(DAILY);
    } catch (SchedulerException e) {
      throw trouble("cannot be asked for work", e);
    }
  }

  /** Stops ticking; work under way is finished first. */
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw trouble("cannot stop", e);
    }
  }

  private static ArchiveException trouble(String what, SchedulerException e) {
    return new ArchiveException(
        Category.UNAVAILABLE,
        "The retention clock " + what + ": " + e.getClass().getSimpleName(),
        e);
  }
}
