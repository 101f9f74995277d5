using Ser.Core;

namespace Ser.Training.Fitting;

/// <summary>Passes on what a member of an ensemble tells, with its number, and counts updates over all members.</summary>
/// <param name="next">Is told everything.</param>
/// <param name="member">The member that is trained, counted from 1.</param>
/// <param name="members">How many there are.</param>
/// <param name="keep">Takes every epoch.</param>
internal sealed class MemberObserver(ITrainingObserver next, int member, int members, Action<EpochReport> keep) : ITrainingObserver
{
    public void OnWork(WorkProgress progress) => next.OnWork(progress);

    public void OnRemark(string remark) => next.OnRemark(members > 1 ? $"member {member}/{members}: {remark}" : remark);

    public void OnStart(TrainingSize size) => next.OnStart(size with { Member = member, Members = members, Updates = size.Updates * members });

    public void OnUpdate(UpdateReport report)
    {
        // The members to come take as long as this one: what is left of it, and its whole once for each.
        int before = (member - 1) * report.Updates, after = members - member;
        var whole = report.Updates > report.Update ? report.Left * ((double)report.Updates / (report.Updates - report.Update)) : TimeSpan.Zero;
        next.OnUpdate(report with
        {
            Member = member, Members = members, Update = before + report.Update, Updates = members * report.Updates, Left = report.Left + (after * whole),
        });
    }

    public void OnEpoch(EpochReport report)
    {
        var own = report with { Member = member };
        keep(own);
        next.OnEpoch(own);
    }
}
